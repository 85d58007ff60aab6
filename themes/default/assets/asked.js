// The first script of the search page, before anything is shown: whether there is a query in the
// address, so that the index from A to Z does not appear and give way to results.
document.documentElement.classList.add('script');
if (new URLSearchParams(location.hash.slice(1)).get('q') || (location.hash.length < 2 && new URLSearchParams(location.search).get('q'))) {
  document.documentElement.classList.add('asked');
}
