/** Where the API is; the build puts it in. */
declare const API_URL: string
