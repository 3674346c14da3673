// What the peers in JavaScript share: the key, the cut-offs of isnar-img, and
// the numbers of a cohort from its counts.
export const subscales = {
  ee: { items: [1, 2, 3, 6, 8, 13, 14, 16, 20], moderate: 18, high: 30 },
  dp: { items: [5, 10, 11, 15, 22], moderate: 6, high: 12 },
  pa: { items: [4, 7, 9, 12, 17, 18, 19, 21], moderate: 34, high: 40 },
};
export const items = Array.from({ length: 22 }, (_, i) => `mbi${i + 1}`);
export const column = (item) => `mbi${item}`;

// alpha of k items, from n respondents' sums of each item, the sum of all squares
// of answers, and the variance of the subscale's sums.
export function alpha(n, itemSums, squares, variance) {
  const k = itemSums.length;
  const within = itemSums.reduce((v, sum) => v - (sum * sum) / n, squares) / (n - 1);
  return (k / (k - 1)) * (1 - within / variance);
}

// quantile of type 7, from counts by value.
export function quantile(counts, n, p) {
  const rank = p * (n - 1);
  const at = (r) => {
    let v = 0;
    for (let seen = counts[0]; seen <= r; seen += counts[v]) v++;
    return v;
  };
  const low = at(Math.floor(rank));
  return low + (rank - Math.floor(rank)) * (at(Math.min(Math.floor(rank) + 1, n - 1)) - low);
}

// print writes numbers, {ee: {mean, …, low, moderate, high}, …}, and how many
// respondents have 0 to 3 dimensions on their burnout side.
export function print(numbers, dimensions) {
  for (const [s, { low, moderate, high, ...rest }] of Object.entries(numbers)) {
    for (const [statistic, value] of Object.entries(rest)) console.log(`${s},${statistic},,${value}`);
    for (const [level, n] of Object.entries({ low, moderate, high })) console.log(`${s},n,${level},${n}`);
  }
  dimensions.forEach((n, i) => console.log(`,n,${i},${n}`));
}
