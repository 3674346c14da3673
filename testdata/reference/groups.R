# Expected values for the comparisons of scoring/stats, from R (written with 4.2.2):
#   Rscript testdata/reference/groups.R > testdata/reference/groups.csv
# Base R computes what it has; what it lacks is written here after the definition,
# pair by pair or by counting every permutation, not as the package computes it.
suppressWarnings({ # of ties, small counts: the values are what is wanted
set.seed(606)
number <- function(x) ifelse(is.finite(x), sprintf("%.17g", x), "NA")
# A line of the output: the statistic, its arguments, its values; NA is undefined.
row <- function(name, args, values) cat(name, ",", paste(args, collapse = " "), ",", paste(number(unlist(values)), collapse = " "), "\n", sep = "")
counts <- function(x) { t <- table(x); paste0(names(t), ":", t, collapse = " ") }
# What R refuses or answers with NaN is undefined.
try_na <- function(n, e) { v <- tryCatch(as.numeric(unlist(e)), error = function(e) NA); if (length(v) != n || any(!is.finite(v))) rep(NA, n) else v }
cat("statistic,arguments,values\n")

# --- the studentized range -------------------------------------------------------
# R's ptukey is exact to some 1e-7 for 8 degrees of freedom and 4e-5 for 2.5, so the
# tail is integrated here, term by term without a difference.
range_tail <- function(w, k) sapply(w, function(w) integrate(function(z) {
  a <- pnorm(z); c <- pnorm(z - w); b <- a - c
  k * dnorm(z) * c * rowSums(sapply(0:(k - 2), function(i) a^i * b^(k - 2 - i)))
}, w / 2 - 9, w / 2 + 9, rel.tol = 1e-13, abs.tol = 0, subdivisions = 500)$value)
tukey_tail <- function(q, k, df) {
  f <- function(u) { s <- exp(u); 2 * df * s^2 * dchisq(df * s^2, df) * range_tail(q * s, k) }
  peak <- -log1p(q^2 / (2 * df)) / 2; wide <- 1 / sqrt(2 * df)
  at <- c(peak - 45 / df - 12 * wide, peak - 4 * wide, peak, peak + 4 * wide, max(peak + 12 * wide, 12 * wide))
  sum(sapply(1:4, function(i) integrate(f, at[i], at[i + 1], rel.tol = 1e-12, abs.tol = 0, subdivisions = 500)$value))
}
tukey_quantile <- function(p, k, df) {
  q <- qtukey(p, k, df); if (!is.finite(q)) q <- 20
  uniroot(function(q) log(tukey_tail(q, k, df) / (1 - p)), q * c(.98, 1.02), extendInt = "downX", tol = 1e-13)$root
}
for (k in c(2, 3, 5, 10)) for (df in c(1, 2.5, 8, 60.3, 2000)) for (q in c(0.2, 3.5, 12))
  row("tukey", c(q, k, df), c(tukey_tail(q, k, df), ptukey(q, k, df, lower.tail = FALSE)))

# --- the tails that the p values come from, near 1 and far out ------------------------
for (df in c(1, 3.3, 30, 500, 1e5)) for (t in c(1e-6, 1e-3, .5, 2, 8, 20)) row("t-tail", c(t, df), 2 * pt(-t, df))
for (d in list(c(2, 8), c(4, 57.7), c(7, 5000), c(2, 1e5))) for (f in c(1e-4, .1, 1, 3, 30, 100)) row("f-tail", c(f, d), pf(f, d[1], d[2], lower.tail = FALSE))
for (k in c(1, 2, 6, 40)) for (x in c(1e-4, .1, 3, 30, 200)) row("chi-tail", c(x, k), pchisq(x, k, lower.tail = FALSE))
for (df in c(1, 1.7, 30, 1e5)) for (p in c(.9, .975, .9995)) row("t-quantile", c(p, df), qt(p, df))

# --- cohorts of groups -------------------------------------------------------------
score <- function(n, mean, sd, top = 54) pmin(top, pmax(0, round(rnorm(n, mean, sd))))
cohorts <- list(
  clean = list(score(40, 22, 10), score(35, 27, 11)),
  equal = list(c(10, 20, 30), c(15, 20, 25)),
  large = list(score(1200, 20, 11), score(900, 22, 11)),
  unbalanced = list(score(3, 20, 8), score(300, 25, 9)),
  tied = list(score(25, 3, 2, 6), score(30, 4, 2, 6)),
  untied = list(c(1, 4, 9, 16, 25, 36, 49), c(2, 3, 5, 7, 11, 13, 17, 19, 23)),
  untied_49 = list(sort(sample(seq(0, 400, 2), 49)), sort(sample(seq(1, 501, 2), 48))),
  untied_50 = list(sort(sample(seq(0, 400, 2), 50)), sort(sample(seq(1, 501, 2), 20))),
  untied_middle = list(c(1, 4), c(2, 3)),
  one_one = list(12, 30), one_two = list(12, c(30, 31)), one_three = list(7, c(3, 9, 12)), two_two = list(c(10, 12), c(11, 20)),
  three_three = list(c(5, 6, 7), c(6, 8, 9)), two_empty = list(c(1, 2), numeric(0)),
  constant_one = list(rep(20, 8), score(9, 25, 6)),
  constant_both = list(rep(20, 8), rep(25, 5)), all_tied = list(rep(20, 8), rep(20, 5)),
  extreme = list(rep(c(0, 54), c(17, 3)), rep(c(0, 54), c(4, 19))),
  separated = list(score(12, 8, 3), 40 + score(9, 5, 3)),
  far = list(score(150, 10, 4), score(150, 30, 4)),
  cliff_1996 = list(c(10, 10, 20, 20, 20, 30, 30, 30, 40, 50), c(10, 20, 30, 40, 40, 50)),
  three = list(score(20, 20, 9), score(25, 24, 9), score(18, 29, 12)),
  three_tiny = list(c(1, 2), c(3, 5), c(4, 8, 9)),
  three_tied_tiny = list(c(1, 2), c(2, 3), c(2, 3, 3)),
  three_untied = list(c(3, 9, 14, 20), c(5, 11, 22, 31, 40), c(8, 16, 27, 33, 44, 50)),
  three_one = list(score(10, 20, 8), 30, score(12, 25, 8)),
  three_constant = list(score(10, 20, 8), rep(18, 6), score(12, 25, 8)),
  three_all_tied = list(rep(6, 3), rep(6, 4), rep(6, 2)),
  five = list(score(30, 20, 6), score(8, 22, 12), score(45, 24, 9), score(16, 21, 10), score(60, 28, 11)),
  five_untied = split(sample(0:300, 60), rep(1:5, c(20, 4, 16, 8, 12))),
  five_untied_far = split(sort(sample(0:300, 90)), rep(1:5, c(20, 14, 26, 18, 12))),
  five_large = lapply(1:5, function(i) score(400, 20 + i, 11)))

J <- function(m) exp(lgamma(m / 2) - lgamma((m - 1) / 2)) / sqrt(m / 2)
conf <- function(name) if (name %in% c("clean", "separated", "two")) c(.90, .95, .99) else .95
hedges <- function(x, y, conf) {
  n <- length(x); m <- length(y); if (n + m < 4) return(NA)
  s <- sqrt((sum((x - mean(x))^2) + sum((y - mean(y))^2)) / (n + m - 2))
  g <- J(n + m - 2) * (mean(x) - mean(y)) / s; se <- sqrt(1 / n + 1 / m + g^2 / (2 * (n + m)))
  c(g, se, g + c(-1, 1) * qnorm((1 + conf) / 2) * se)
}
cliff <- function(x, y, conf) {
  n <- length(x); m <- length(y); d <- sign(outer(x, y, "-")); delta <- mean(d); z <- qnorm((1 + conf) / 2)
  if (n < 2 || m < 2) return(NA)
  if (abs(delta) == 1) { b <- min(n, m); return(c(delta, 0, sort(c(delta, delta * (b - z^2) / (b + z^2))))) }
  v <- ((m - 1) * var(rowMeans(d)) + (n - 1) * var(colMeans(d)) + sum((d - delta)^2) / ((n - 1) * (m - 1))) / (n * m)
  c(delta, sqrt(v), (delta - delta^3 + c(-1, 1) * z * sqrt(v) * sqrt((1 - delta^2)^2 + z^2 * v)) / (1 - delta^2 + z^2 * v))
}
# The three variances of Cliff's example of 1996, as the R package effsize cites them.
local({ d <- sign(outer(cohorts$cliff_1996[[1]], cohorts$cliff_1996[[2]], "-"))
  stopifnot(abs(c(var(rowMeans(d)), var(colMeans(d)), sum((d - mean(d))^2) / 45) - c(0.2669753, 0.447, 1.0055556)) < 1e-7) })
test_of <- function(t) c(t$statistic, t$parameter, t$p.value, t$estimate[1] - t$estimate[2], t$conf.int)

# Every order of the pooled values, for few of them.
orders <- function(x) if (length(x) < 2) list(x) else do.call("c", lapply(seq_along(x), function(i) lapply(orders(x[-i]), function(r) c(x[i], r))))
trend <- function(x, sizes) {
  g <- rep(seq_along(sizes), sizes); a <- outer(seq_along(x), seq_along(x), function(i, j) g[i] < g[j])
  sum(outer(x, x, function(u, v) (u < v) + (u == v) / 2)[a])
}
convolve_all <- function(sizes) { # J is the sum of independent Mann-Whitney counts
  p <- 1; for (j in 2:length(sizes)) { d <- dwilcox(0:(sizes[j] * sum(sizes[1:(j - 1)])), sizes[j], sum(sizes[1:(j - 1)])); r <- numeric(length(p) + length(d) - 1); for (i in seq_along(d)) r[i - 1 + seq_along(p)] <- r[i - 1 + seq_along(p)] + d[i] * p; p <- r }
  p
}
jonckheere <- function(groups) {
  sizes <- lengths(groups); x <- unlist(groups); n <- length(x); j <- trend(x, sizes); ties <- table(x)
  all <- if (n <= 7) sapply(orders(x), trend, sizes)
  if (all(ties == 1) && n <= 100) {
    p <- convolve_all(sizes); s <- seq_along(p) - 1; v <- min(1, 2 * min(sum(p[s <= j]), sum(p[s >= j])))
    if (n <= 7) stopifnot(abs(v - min(1, 2 * min(mean(all <= j), mean(all >= j)))) < 1e-12)
    return(c(j, v, 1))
  }
  s3 <- function(t) sum(t * (t - 1) * (2 * t + 5)); s2 <- function(t) sum(t * (t - 1)); st <- function(t) sum(t * (t - 1) * (t - 2))
  v <- (s3(n) - s3(sizes) - s3(ties)) / 72 + (if (n > 2) st(sizes) * st(ties) / (36 * n * (n - 1) * (n - 2)) else 0) + s2(sizes) * s2(ties) / (8 * n * (n - 1))
  if (n <= 7) stopifnot(abs(v - mean((all - mean(all))^2)) < 1e-12, abs(mean(all) - (n^2 - sum(sizes^2)) / 4) < 1e-12)
  c(j, 2 * pnorm(-abs(j - (n^2 - sum(sizes^2)) / 4) / sqrt(v)), 0)
}
dunn <- function(groups) {
  x <- unlist(groups); n <- length(x); g <- rep(seq_along(groups), lengths(groups)); r <- rank(x); t <- table(x)
  s2 <- n * (n + 1) / 12 - sum(t^3 - t) / (12 * (n - 1)); v <- NULL
  for (i in seq_along(groups)) for (j in seq_along(groups)) if (i < j) {
    z <- (mean(r[g == i]) - mean(r[g == j])) / sqrt(s2 * (1 / sum(g == i) + 1 / sum(g == j))); v <- c(v, z, 2 * pnorm(-abs(z)))
  }
  v
}
games_howell <- function(groups, conf = .95) {
  v <- NULL; k <- length(groups)
  for (i in 1:k) for (j in 1:k) if (i < j) v <- c(v, tryCatch({
    t <- t.test(groups[[i]], groups[[j]]); df <- t$parameter; d <- t$estimate[1] - t$estimate[2]
    q <- abs(t$statistic) * sqrt(2); half <- tukey_quantile(conf, k, df) * t$stderr / sqrt(2)
    c(d, q, df, tukey_tail(q, k, df), d - half, d + half)
  }, error = function(e) rep(NA, 6)))
  v
}
for (name in names(cohorts)) {
  groups <- unname(cohorts[[name]]); x <- groups[[1]]; y <- groups[[2]]
  cat("groups,", name, ",", paste(sapply(groups, function(g) if (length(g)) counts(g) else ""), collapse = "|"), "\n", sep = "")
  if (length(groups) == 2) {
    for (c in conf(name)) {
      row("welch", c(name, c), try_na(6, test_of(t.test(x, y, conf.level = c))))
      row("student", c(name, c), try_na(6, test_of(t.test(x, y, var.equal = TRUE, conf.level = c))))
      row("hedges", c(name, c), try_na(4, hedges(x, y, c)))
      row("cliff", c(name, c), try_na(4, cliff(x, y, c)))
    }
    row("cohen", name, c(try_na(1, { t <- t.test(x, y, var.equal = TRUE); t$statistic * sqrt(1 / length(x) + 1 / length(y)) }), try_na(1, (mean(x) - mean(y)) / sqrt((var(x) + var(y)) / 2))))
    w <- tryCatch(wilcox.test(x, y), error = function(e) NULL)
    row("mann-whitney", name, try_na(3, c(w$statistic, w$p.value, as.numeric(!grepl("continuity", w$method)))))
  }
  v <- unlist(groups); g <- factor(rep(seq_along(groups), lengths(groups)))
  row("welch-anova", name, try_na(4, { t <- oneway.test(v ~ g); c(t$statistic, t$parameter, t$p.value) }))
  row("anova", name, try_na(5, {
    within <- sum(sapply(groups, function(x) sum((x - mean(x))^2))); stopifnot(within > 0, lengths(groups) > 0)
    k <- length(groups) - 1; df <- length(v) - k - 1; ms <- within / df; between <- sum(lengths(groups) * (sapply(groups, mean) - mean(v))^2)
    f <- between / k / ms; stopifnot(all.equal(f, anova(lm(v ~ g))$F[1]), is.finite(ms))
    c(f, k, df, pf(f, k, df, lower.tail = FALSE), (between - k * ms) / (between + within + ms))
  }))
  row("kruskal", name, try_na(4, { t <- kruskal.test(groups); stopifnot(lengths(groups) > 0); c(t$statistic, t$parameter, t$p.value, t$statistic / (length(v) - 1)) }))
  defined <- all(lengths(groups) > 0) && length(unique(v)) > 1
  row("dunn", name, if (defined) dunn(groups) else NA)
  row("jonckheere", name, if (defined) jonckheere(groups) else c(NA, NA, NA))
  if (length(groups) > 2) row("games-howell", name, games_howell(groups))
}

# --- printed statistics: vectors with exactly this mean and SD -------------------------
of <- function(m, s, n) m + s * scale(rnorm(n))[, 1]
for (a in list(c(32, 9.9, 7.2, 30, 4.6, 4.4), c(214, 21.3, 11.2, 88, 24.9, 10.1), c(5, 3, 1, 4, 3.5, 2))) {
  x <- of(a[2], a[3], a[1]); y <- of(a[5], a[6], a[4])
  row("printed", a, c(test_of(t.test(x, y)), test_of(t.test(x, y, var.equal = TRUE)), hedges(x, y, .95),
    (a[2] - a[5]) / sqrt(((a[1] - 1) * a[3]^2 + (a[4] - 1) * a[6]^2) / (a[1] + a[4] - 2)), (a[2] - a[5]) / sqrt((a[3]^2 + a[6]^2) / 2)))
}
# J exact: Γ(m/2)/Γ((m-1)/2) is √(pi) times a product of odd over even numbers.
for (m in c(2, 3, 10, 60, 199, 200, 201, 2000, 1e5)) row("hedges-j", m, {
  odd <- m %% 2 == 1; h <- floor(m / 2); i <- seq_len(if (odd) h - 1 else h - 1)
  r <- if (odd) exp(sum(log1p(1 / (2 * i)))) * sqrt(pi) / 2 else exp(sum(log1p(1 / (2 * i - 1)))) / sqrt(pi)
  r / sqrt(m / 2)
})

# --- tables; the first three are published ---------------------------------------------
tables <- list(
  sex_ee = rbind(c(120, 54, 36), c(198, 153, 92)),
  occupation_dp = rbind(c(31, 136, 119), c(8, 41, 50), c(33, 60, 44), c(19, 52, 60)),
  bdi_pa = rbind(c(30, 149, 292), c(4, 19, 81), c(3, 10, 38), c(1, 4, 22)),
  small = rbind(c(3, 1), c(1, 3)), fisher_tie = rbind(c(2, 8), c(8, 2)), skew = rbind(c(0, 9), c(7, 3)), thousands = rbind(c(1200, 3400), c(1500, 3300)),
  far = rbind(c(900, 100), c(400, 700)), hundred_thousand = rbind(c(26000, 74000), c(25500, 74500)), independent = rbind(c(10, 20), c(30, 60)), one = rbind(c(1, 0), c(0, 1)),
  sparse = rbind(c(1, 0, 4, 0), c(0, 2, 1, 1), c(3, 0, 0, 2)), sparse_wide = rbind(c(5, 1, 0, 0, 2, 1), c(0, 3, 2, 4, 0, 1)),
  empty_row = rbind(c(0, 0), c(3, 4)), empty_column = rbind(c(5, 0, 2), c(3, 0, 4)), dimensions = rbind(c(95, 74, 33, 12), c(60, 41, 30, 11)))
text <- function(t) paste(apply(t, 1, paste, collapse = " "), collapse = "|")
for (name in names(tables)) {
  t <- tables[[name]]; cat("table,", name, ",", text(t), "\n", sep = ""); c <- chisq.test(t, correct = FALSE)
  full <- all(rowSums(t) > 0) && all(colSums(t) > 0)
  row("chisq", name, if (full) c(c$statistic, c$parameter, c$p.value, sqrt(c$statistic / (sum(t) * (min(dim(t)) - 1))), sum(c$expected < 5), min(c$expected)) else rep(NA, 6))
  if (all(dim(t) == 2)) row("fisher", name, if (full) fisher.test(t)$p.value else NA)
  else if (full) row("simulated", name, chisq.test(t, simulate.p.value = TRUE, B = 1e6)$p.value)
}
newcombe <- function(t, conf) {
  p <- t[, 1] / rowSums(t); w <- sapply(1:2, function(i) prop.test(t[i, 1], sum(t[i, ]), conf.level = conf, correct = FALSE)$conf.int); d <- p[1] - p[2]
  c(d, d - sqrt((p[1] - w[1, 1])^2 + (w[2, 2] - p[2])^2), d + sqrt((w[2, 1] - p[1])^2 + (p[2] - w[1, 2])^2))
}
# Newcombe 1998, table II: 56/70 against 48/80 by method 10.
stopifnot(abs(newcombe(rbind(c(56, 14), c(48, 32)), .95)[2:3] - c(.0524, .3339)) < 5e-5)
for (t in list(c(56, 14, 48, 32), c(9, 1, 3, 7), c(3400, 6600, 3100, 7000), c(10, 0, 0, 10), c(0, 10, 3, 7), c(5, 0, 6, 0), c(5, 0, 3, 4), c(0, 0, 3, 4), c(31, 183, 89, 125))) for (c in c(.9, .95)) {
  m <- matrix(t, 2, byrow = TRUE); z <- qnorm((1 + c) / 2); n <- rowSums(m); p <- m[, 1] / n
  row("difference", c(t, c), if (all(n > 0)) newcombe(m, c) else rep(NA, 3))
  # The intervals as those of two models' coefficients would be: on the logarithm.
  l <- log(p[1] / p[2]) + c(0, -1, 1) * z * sqrt(sum(1 / m[, 1] - 1 / n)); row("risk-ratio", c(t, c), if (all(n > 0) && all(m[, 1] > 0) && sum(m[, 2]) > 0) exp(l) else rep(NA, 3))
  l <- log(m[1, 1] * m[2, 2] / (m[1, 2] * m[2, 1])) + c(0, -1, 1) * z * sqrt(sum(1 / m)); row("odds-ratio", c(t, c), if (all(m > 0)) exp(l) else rep(NA, 3))
}

# --- ordered groups: cases, totals, scores ----------------------------------------------
for (a in list(list(c(3, 6, 9), c(20, 20, 20), 1:3), list(c(83, 90, 129, 70), c(86, 93, 136, 82), c(1, 2, 4, 7)), list(c(2, 1, 0, 0), c(3, 2, 4, 1), 1:4), list(c(120, 400, 900), c(1000, 1500, 2000), c(0, 1, 2)), list(c(5, 10), c(30, 30), 1:2), list(c(5, 5, 5), c(30, 30, 30), 1:3))) {
  t <- prop.trend.test(a[[1]], a[[2]], a[[3]]); m <- coef(lm(a[[1]] / a[[2]] ~ a[[3]], weights = a[[2]]))[2]
  cat("trend,", paste(a[[1]], collapse = " "), "|", paste(a[[2]], collapse = " "), "|", paste(a[[3]], collapse = " "), ",", paste(number(c(sign(m) * sqrt(t$statistic), t$p.value)), collapse = " "), "\n", sep = "")
}

# --- two waves -----------------------------------------------------------------------------
waves <- list(clean = score(60, -3, 8, 54) - score(60, 2, 6), tied = sample(-3:4, 40, TRUE), untied = c(1, -2, 3, 4, -5, 6, 7), untied_zero = c(0, 1, -2, 3, 4, -5, 6, 7),
  untied_49 = sample(1:60, 49) * sample(c(-1, 1, 1), 49, TRUE), untied_50 = sample(1:80, 50) * sample(c(-1, 1, 1), 50, TRUE), one = 4, two = c(3, 5), three = c(-2, 0, 5),
  constant = rep(2, 6), none = rep(0, 6), one_moved = c(0, 0, 0, 7), large = sample(-20:24, 3000, TRUE), balanced = c(-3, 3, -3, 3, 1, -1))
for (name in names(waves)) {
  d <- waves[[name]]; cat("changes,", name, ",", counts(d), "\n", sep = "")
  for (c in conf(name)) row("paired-t", c(name, c), try_na(6, { t <- t.test(d, conf.level = c); c(t$statistic, t$parameter, t$p.value, t$estimate, t$conf.int) }))
  row("dz", name, try_na(1, { stopifnot(sd(d) > 0); mean(d) / sd(d) }))
  w <- wilcox.test(d); row("signed-rank", name, try_na(3, c(w$statistic, w$p.value, as.numeric(!grepl("continuity", w$method)))))
  row("beyond", c(name, 2.5), c(sum(d < -2.5), sum(d > 2.5)))
}
for (t in list(c(30, 12, 5, 40), c(10, 3, 3, 10), c(0, 1, 0, 0), c(100, 900, 700, 50), c(5, 0, 8, 5), c(7, 0, 0, 9), c(1, 40, 2, 1))) {
  m <- matrix(t, 2, byrow = TRUE); plain <- mcnemar.test(m, correct = FALSE); corrected <- mcnemar.test(m)
  row("mcnemar", t, if (t[2] + t[3] > 0) c(binom.test(t[2], t[2] + t[3])$p.value, plain$statistic, plain$p.value, corrected$statistic, corrected$p.value) else rep(NA, 5))
}
for (p in list(c(.01, .02, .03, .04), c(.04, .01, .03, .2, .9), .03, c(.5, .6), c(1e-12, 1e-12, .049), c(.02, .02, .02))) row("holm", p, p.adjust(p, "holm"))
})
