"use strict";
// One cursor over all charts: a line at the time under the pointer, and what every series was then.
(() => {
  const tip = document.getElementById("tip");
  const charts = [...document.querySelectorAll("svg.time")].map((svg) => ({
    svg,
    cross: svg.querySelector(".cross"),
    from: Number(svg.dataset.from),
    span: Number(svg.dataset.span),
    left: Number(svg.dataset.left),
    right: Number(svg.dataset.right),
    series: [...svg.querySelectorAll(".series")].map((g) => ({
      name: g.dataset.name,
      decimals: Number(g.dataset.decimals),
      points: g.dataset.points.split(" ").filter((s) => s !== "").map(Number),
    })),
  }));

  // The last value at or before time t, or null; points hold times and values by turns.
  const valueAt = (points, t) => {
    let low = 0;
    let high = points.length / 2;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (points[2 * mid] <= t) low = mid + 1;
      else high = mid;
    }
    return low === 0 ? null : points[2 * low - 1];
  };

  const line = (name, value) => {
    const row = document.createElement("div");
    const label = document.createElement("span");
    label.textContent = name;
    row.append(label, value);
    return row;
  };

  const show = (chart, event) => {
    const box = chart.svg.getBoundingClientRect();
    const scale = chart.svg.viewBox.baseVal.width / box.width;
    const x = (event.clientX - box.left) * scale;
    if (x < chart.left || x > chart.right) return hide();
    const t = ((x - chart.left) / (chart.right - chart.left)) * chart.span;
    for (const c of charts) {
      c.cross.setAttribute("x1", x);
      c.cross.setAttribute("x2", x);
    }
    tip.replaceChildren(line("UTC", new Date(chart.from + t).toISOString().slice(11, 23)));
    for (const s of chart.series) {
      const v = valueAt(s.points, t);
      if (v !== null) {
        const text = (v / 10 ** s.decimals).toLocaleString("en", {
          minimumFractionDigits: s.decimals,
          maximumFractionDigits: s.decimals,
        });
        tip.append(line(s.name, text));
      }
    }
    tip.hidden = false;
    const room = event.clientX + 24 + tip.offsetWidth < window.innerWidth;
    tip.style.left = (room ? event.clientX + 16 : event.clientX - 16 - tip.offsetWidth) + "px";
    tip.style.top = event.clientY + 16 + "px";
  };

  const hide = () => {
    tip.hidden = true;
    for (const c of charts) {
      c.cross.setAttribute("x1", -9);
      c.cross.setAttribute("x2", -9);
    }
  };

  for (const chart of charts) {
    chart.svg.addEventListener("pointermove", (event) => show(chart, event));
    chart.svg.addEventListener("pointerleave", hide);
  }
})();
