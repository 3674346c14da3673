// The work of mbi summary and mbi score in polars:
//
//   node polars.mjs summary answers.csv
//   node polars.mjs score answers.csv scores.csv
//
// Tuned: a lazy scan with every type given, the answers as bytes, one query. The
// streaming engine takes as long for the summary and more memory; it writes the
// scores.
import pl from "nodejs-polars";
import { alpha, column, items, print, subscales } from "./peer.mjs";

const [job, file, out] = process.argv.slice(2);
const names = Object.keys(subscales);

const schema = { id: pl.String, sex: pl.String, age: pl.Int8, year: pl.Int8 };
for (const item of items) schema[item] = pl.Int8;

const add = (expressions) => expressions.reduce((a, b) => a.plus(b));
const answers = (s) => subscales[s].items.map((i) => pl.col(column(i)));
const whole = (n) => pl.lit(n).cast(pl.Int8); // a number alone is a float
const square = (a) => a.cast(pl.Int16).mul(a.cast(pl.Int16));
const sums = names.map((s) => add(answers(s)).alias(s)); // null where an answer is
const high = (s) => pl.col(s).gtEq(subscales[s].high).cast(pl.Int8);
const dimensions = add([high("ee"), high("dp"), pl.col("pa").lt(subscales.pa.moderate).cast(pl.Int8)]).alias("dimensions");

const scan = (options) => pl.scanCSV(file, { hasHeader: true, schema, cache: false, rechunk: false, ...options });

function summary() {
  const statistics = (s) => {
    const sum = pl.col(s);
    const { moderate, high } = subscales[s];
    return Object.entries({
      n: sum.count(), mean: sum.mean(), sd: sum.std(),
      q1: sum.quantile(0.25, "linear"), median: sum.quantile(0.5, "linear"), q3: sum.quantile(0.75, "linear"),
      min: sum.min(), max: sum.max(),
      low: sum.lt(moderate).sum(), moderate: sum.gtEq(moderate).and(sum.lt(high)).sum(), high: sum.gtEq(high).sum(),
      squares: pl.col(`${s}_squares`).sum(),
    }).map(([name, e]) => e.alias(`${s} ${name}`));
  };
  const scoredItems = (s) => answers(s).map((a) => a.filter(pl.col(s).isNotNull()).sum());
  const row = scan()
    .withColumns(...sums, ...names.map((s) => add(answers(s).map(square)).alias(`${s}_squares`)))
    .withColumns(dimensions)
    .select(
      ...names.flatMap((s) => [...statistics(s), ...scoredItems(s)]),
      ...[0, 1, 2, 3].map((d) => pl.col("dimensions").eq(d).sum().alias(`dimensions ${d}`)),
    )
    .collectSync()
    .toRecords()[0];

  const numbers = {};
  for (const s of names) {
    const own = Object.entries(row).filter(([name]) => name.startsWith(`${s} `));
    const { squares, ...rest } = Object.fromEntries(own.map(([name, v]) => [name.slice(s.length + 1), Number(v)]));
    const itemSums = subscales[s].items.map((i) => Number(row[column(i)]));
    numbers[s] = { ...rest, alpha: alpha(rest.n, itemSums, Number(squares), rest.sd ** 2) };
  }
  print(numbers, [0, 1, 2, 3].map((d) => row[`dimensions ${d}`]));
}

function score() {
  const parts = (s) => {
    const sum = pl.col(s);
    const { moderate, high, items } = subscales[s];
    const given = add(answers(s).map((a) => a.isNotNull().cast(pl.Int8)));
    const lowest = add(answers(s).map((a) => a.fillNull(whole(0))));
    const level = pl.when(sum.lt(moderate)).then(pl.lit("low")).when(sum.lt(high)).then(pl.lit("moderate")).when(sum.gtEq(high)).then(pl.lit("high")).otherwise(pl.lit(null));
    return [
      sum.alias(`${s}_sum`),
      sum.cast(pl.Float64).div(items.length).alias(`${s}_mean`),
      given.alias(`${s}_answered`),
      level.alias(`${s}_level`),
      lowest.alias(`${s}_lowest`),
      lowest.plus(whole(items.length).minus(given).mul(whole(6))).alias(`${s}_highest`),
    ];
  };
  scan({ rowIndexName: "row", rowIndexOffset: 1 })
    .withColumns(...sums)
    .select(pl.col("row"), pl.col("id"), ...names.flatMap(parts), dimensions)
    .sinkCSV(out, { maintainOrder: true })
    .collectSync({ engine: "streaming" });
}

({ summary, score })[job]();
