// Says whether the network or the service is away, and opens the page again as soon as it answers.
const say = () => {
  document.getElementById('network').hidden = navigator.onLine;
  document.getElementById('service').hidden = !navigator.onLine;
};
const look = () => fetch('/healthz', { cache: 'no-store' }).then((answer) => answer.ok && location.reload(), say);
say();
setInterval(look, 10_000);
addEventListener('online', look);
addEventListener('offline', say);
document.getElementById('again').addEventListener('click', look);
