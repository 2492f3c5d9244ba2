// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// The picture of a supervisor's day, drawn from the table below it: whoever has no script reads the table.

const figure = document.querySelector("#picture");
const place = figure.querySelector(".chart");
const rows = [...document.querySelectorAll("#numbers-table tbody tr")];
const words = Object.fromEntries(
  [...figure.querySelectorAll(".swatch")].map((swatch) => [swatch.dataset.series, swatch.parentElement.textContent.trim()]),
);

const value = (row, name) => {
  const text = row.querySelector(`[data-${name}]`)?.getAttribute(`data-${name}`);
  return text ? Number(text) : null;
};
const column = (name) => rows.map((row) => value(row, name));
const times = rows.map((row) => row.querySelector("th").textContent.trim());
const sum = (one, other) => one.map((each, index) => (each === null && other[index] === null ? null : each + other[index]));
const number = new Intl.NumberFormat(figure.dataset.locale, { maximumFractionDigits: 1 });
const said = (each) => (each === null || each === undefined ? figure.dataset.unknown : number.format(each));

const data = {
  booked: column("booked"),
  walk_in: column("walk-in"),
  came: sum(column("came-booked"), column("came-walk-in")),
  staff: column("staff"),
  proposed: column("proposed"),
  low: column("low"),
  likely: column("likely"),
  high: column("high"),
};

// Colours as the page has them now, whatever the theme: a swatch shows each.
const colour = (name) => getComputedStyle(figure.querySelector(`[data-series=${name}]`) ?? figure).color;

const nowIndex = times.findLastIndex((time) => time <= figure.dataset.now);

function axes(ink, line, narrow) {
  const names = [figure.dataset.persons, figure.dataset.staff, figure.dataset.minutes];
  const hourly = (index, text) => text.endsWith(":00") && (!narrow || Number(text.slice(0, 2)) % 2 === 0);
  return {
    grid: [["10%", "35%"], ["54%", "13%"], ["76%", "18%"]].map(([top, height]) => (
      { top, height, left: narrow ? 34 : 44, right: narrow ? 8 : 16 })),
    xAxis: names.map((_, index) => ({
      type: "category", data: times, gridIndex: index, axisTick: { show: false, interval: hourly },
      axisLine: { lineStyle: { color: line } }, axisLabel: { show: index === 2, color: ink, fontSize: 14, interval: hourly },
      splitLine: { show: true, interval: hourly, lineStyle: { color: line, opacity: 0.5 } },
    })),
    yAxis: names.map((name, index) => ({
      type: "value", gridIndex: index, name, nameGap: index ? 12 : 26, minInterval: 1, splitNumber: index ? 2 : 4,
      nameTextStyle: { color: ink, fontSize: 14, align: "left", padding: [0, 0, 0, narrow ? -30 : -38] },
      axisLabel: { color: ink, fontSize: 14 }, splitLine: { lineStyle: { color: line } },
    })),
  };
}

function series(ink) {
  const mark = nowIndex < 0 ? undefined : {
    silent: true, symbol: "none", lineStyle: { color: ink, type: "dotted", width: 2 },
    label: { show: true, color: ink, fontSize: 14, formatter: figure.dataset.nowName, position: "end" },
    data: [{ xAxis: times[nowIndex] }],
  };
  const on = (axis) => ({ xAxisIndex: axis, yAxisIndex: axis });
  const bar = (name) => ({ type: "bar", stack: "expected", barCategoryGap: "15%", name: words[name], data: data[name], itemStyle: { color: colour(name) } });
  const line = (name, axis, more) => ({
    type: "line", ...on(axis), name: words[name], data: data[name], symbol: "none", color: colour(name),
    lineStyle: { width: 3, color: colour(name) }, ...more,
  });
  const edge = { lineStyle: { color: colour("likely"), width: 1 }, symbol: "none", stack: "range", silent: true };
  const height = data.high.map((high, index) => (high === null ? null : high - data.low[index]));
  // Of the quarter that goes on, nobody knows yet how many come: no line leads there.
  const came = data.came.map((each, index) => (index === nowIndex ? null : each));
  return [
    { ...bar("booked"), markLine: mark },
    bar("walk_in"),
    line("came", 0, { data: came, symbol: "circle", symbolSize: 7 }),
    line("staff", 1, { step: "middle" }),
    ...(words.proposed ? [line("proposed", 1, { step: "middle", lineStyle: { width: 3, type: "dashed", color: colour("proposed") } })] : []),
    { type: "line", ...on(2), data: data.low, ...edge },
    { type: "line", ...on(2), name: words.range, data: height, ...edge, areaStyle: { color: colour("range"), opacity: 1 } },
    line("likely", 2),
  ];
}

// Drawn as a picture like all the rest: as HTML it would bring inline styles, which no page of ours allows.
function tooltip(sheet, ink, line) {
  return {
    trigger: "axis", renderMode: "richText", confine: true, backgroundColor: sheet, borderColor: line,
    textStyle: { color: ink, fontSize: 14 }, axisPointer: { type: "line", lineStyle: { color: ink } },
    formatter: ([first]) => {
      const at = first.dataIndex;
      const wait = data.high[at] === null ? figure.dataset.unknown : `${said(data.low[at])}–${said(data.high[at])}`;
      return [
        times[at], `${words.booked}: ${said(data.booked[at])}`, `${words.walk_in}: ${said(data.walk_in[at])}`,
        ...(data.came[at] === null ? [] : [`${words.came}: ${said(data.came[at])}`]),
        `${words.staff}: ${said(data.staff[at])}`,
        ...(words.proposed ? [`${words.proposed}: ${said(data.proposed[at])}`] : []),
        `${figure.dataset.minutes}: ${wait}`,
      ].join("\n");
    },
  };
}

let chart;

function draw() {
  const style = getComputedStyle(figure);
  const [ink, sheet, line] = [style.color, style.backgroundColor, style.borderTopColor];
  const narrow = place.clientWidth < 480;
  chart ??= echarts.init(place, null, { renderer: "svg" });
  chart.resize();
  chart.setOption({
    animation: false, textStyle: { fontFamily: style.fontFamily }, axisPointer: { link: [{ xAxisIndex: "all" }] },
    title: { show: data.high.every((each) => each === null), text: figure.dataset.unknown, left: "center", top: "83%", textStyle: { color: ink, fontSize: 16, fontWeight: 400 } },
    ...axes(ink, line, narrow), tooltip: tooltip(sheet, ink, line), series: series(ink),
  }, true);
}

figure.hidden = false;
draw();
document.fonts.ready.then(draw);
new ResizeObserver(draw).observe(place);
for (const query of ["(prefers-color-scheme: dark)", "(forced-colors: active)"]) matchMedia(query).addEventListener("change", draw);
