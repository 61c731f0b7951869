// The report is shown where the claim stands; words that are selected in it are those of a missing claim.
"use strict";

(() => {
  const text = document.querySelector(".coding .text");
  const here = document.getElementById("here");
  if (text && here) text.scrollTop = here.offsetTop - text.offsetTop - text.clientHeight / 3;

  const words = document.getElementById("missing-words");
  const before = (node, offset) => {
    const range = document.createRange();
    range.setStart(text, 0);
    range.setEnd(node, offset);
    return [...range.toString()].length;
  };

  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!words || !text || chosen.isCollapsed || !text.contains(chosen.anchorNode) || !text.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    words.value = range.toString();
    words.form.elements.place.value = before(range.startContainer, range.startOffset);
  });
})();
