'use strict';
// Files that are dropped or chosen go off at once, and the page says that it is reading. Without this script the
// ordinary form does the same with one more tap.
(() => {
  const form = document.getElementById('drop');
  const input = document.getElementById('files');
  const working = form.querySelector('.working');
  form.classList.add('with-script');

  const send = () => {
    if (!input.files.length) return;
    working.textContent = form.dataset.reading;
    form.requestSubmit();
  };
  input.addEventListener('change', send);

  const over = (on) => (event) => {
    if (!event.dataTransfer || ![...event.dataTransfer.types].includes('Files')) return;
    event.preventDefault();
    form.classList.toggle('over', on);
  };
  // The whole page catches a file: one that misses the box would otherwise open in its place.
  document.addEventListener('dragover', over(true));
  document.addEventListener('dragleave', over(false));
  document.addEventListener('drop', (event) => {
    over(false)(event);
    if (!event.dataTransfer || !event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    send();
  });
  // Coming back with the browser's own button shows the page as it was left.
  window.addEventListener('pageshow', () => { working.textContent = ''; form.reset(); });
})();
