const moved = document.querySelector('.moved')

document.addEventListener('agencyops-deal-moved', ({ detail }) => {
  moved.textContent = `${detail.deal.name} was moved.`
})
