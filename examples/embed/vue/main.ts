import { configure } from '@agencyops/elements/define/pipeline-board'
import { createApp } from 'vue'
import App from './App.vue'

configure({ apiUrl: API_URL, sessionUrl: '/session' })
createApp(App).mount('#app')
