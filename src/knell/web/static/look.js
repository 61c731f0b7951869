// A claim and its words in the text light up together; without this script both are still linked.
(() => {
  "use strict";
  const words = (claim) => document.querySelectorAll(`mark[data-of~="${CSS.escape(claim)}"]`);
  const light = (claim, on) => words(claim).forEach((mark) => mark.classList.toggle("is-lit", on));
  const claimOf = (target) => target instanceof Element && target.closest(".claim[data-claim]");

  for (const [begins, ends] of [["mouseover", "mouseout"], ["focusin", "focusout"]]) {
    document.addEventListener(begins, (event) => { const one = claimOf(event.target); if (one) light(one.dataset.claim, true); });
    document.addEventListener(ends, (event) => { const one = claimOf(event.target); if (one) light(one.dataset.claim, false); });
  }

  // An address that names a claim shows its words too.
  const show = () => {
    const claim = decodeURIComponent(location.hash).replace(/^#claim-/, "");
    const at = document.getElementById(`mark-${claim}`);
    if (location.hash.startsWith("#claim-") && at) {
      at.scrollIntoView({ block: "center" });
      light(claim, true);
    }
  };
  addEventListener("hashchange", show);
  addEventListener("DOMContentLoaded", show);

  // The first claim of a list is chosen with its form: a choice goes into the address at once.
  document.addEventListener("change", (event) => {
    if (event.target instanceof HTMLSelectElement && event.target.form?.matches("[data-at-once]")) event.target.form.requestSubmit();
  });
})();
