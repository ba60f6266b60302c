"use strict";
(function () {
  var root = document.documentElement;
  var buttons = Array.from(document.querySelectorAll("button[data-set]"));
  function show(lang) {
    root.setAttribute("data-lang", lang);
    root.setAttribute("lang", lang === "zh" ? "zh-CN" : "en");
    buttons.forEach(function (b) {
      b.setAttribute("aria-pressed", String(b.dataset.set === lang));
    });
  }
  buttons.forEach(function (b) {
    b.addEventListener("click", function () { show(b.dataset.set); });
  });
  show(root.dataset.lang);

  var entries = Array.from(document.querySelectorAll(".searched"));
  var texts = null;
  var found = document.getElementById("found");
  function search(words) {
    var wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    texts = texts || entries.map(function (e) { return e.textContent.toLowerCase(); });
    var hits = 0;
    entries.forEach(function (e, i) {
      var hit = wanted.every(function (w) { return texts[i].includes(w); });
      e.hidden = !hit;
      hits += Number(hit);
    });
    found.textContent = wanted.length ? String(hits) : "–";
  }
  var box = document.getElementById("search");
  var timer = 0;
  box.addEventListener("input", function () {
    clearTimeout(timer);
    timer = setTimeout(function () { search(box.value); }, 150);
  });
}());
