# The cases of testdata/cohorts/interns.csv by definition and table, and its
# profiles, from R (written with 4.2.2):
#   Rscript testdata/reference/definitions.R > testdata/reference/definitions.csv
# Missing answers: each combination of the levels that they leave possible is tried.
key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
tables <- list(
  "isnar-img" = list(ee = c(18, 30), dp = c(6, 12), pa = c(34, 40)),
  "us-overall-1996" = list(ee = c(17, 27), dp = c(7, 13), pa = c(32, 39)),
  "us-medicine-1996" = list(ee = c(19, 27), dp = c(6, 10), pa = c(34, 40)))
definitions <- list( # of levels 0, 1, 2
  "any" = function(e, d, p) e == 2 | d == 2 | p == 0,
  "all" = function(e, d, p) e == 2 & d == 2 & p == 0,
  "ee-or-dp" = function(e, d, p) e == 2 | d == 2,
  "ee-and-dp" = function(e, d, p) e == 2 & d == 2,
  "ee-plus-one" = function(e, d, p) e == 2 & (d == 2 | p == 0),
  "ee-high" = function(e, d, p) e == 2,
  "two-of-three" = function(e, d, p) (e == 2) + (d == 2) + (p == 0) >= 2)

m <- as.matrix(read.csv("testdata/cohorts/interns.csv")[, paste0("mbi", 1:22)])
m <- m[rowSums(!is.na(m)) > 0, ]
least <- sapply(key, function(i) rowSums(m[, i], na.rm = TRUE))
most <- least + 6 * sapply(key, function(i) rowSums(is.na(m[, i])))
done <- rowSums(is.na(m)) == 0

cat("kind,by,name,interval,n,percent,low,high,of,lowest,highest\n")
put <- function(kind, by, name, hit, certain, possible) {
  k <- sum(hit); n <- length(hit)
  w <- suppressWarnings(prop.test(k, n, correct = FALSE)$conf.int) * 100
  b <- binom.test(k, n)$conf.int * 100
  for (i in c("wilson", "clopper-pearson")) {
    ends <- if (i == "wilson") w else b
    cat(sprintf("%s,%s,%s,%s,%d,%.17g,%.17g,%.17g,%d,%d,%d\n", kind, by, name, i, k, 100 * k / n, ends[1], ends[2], n, sum(certain), sum(possible)))
  }
}
# what each respondent can be, by trying every combination of possible levels
tried <- function(lo, hi, f) t(sapply(seq_len(nrow(lo)), function(r) {
  g <- expand.grid(lo[r, 1]:hi[r, 1], lo[r, 2]:hi[r, 2], lo[r, 3]:hi[r, 3])
  x <- f(g[, 1], g[, 2], g[, 3]); c(all(x), any(x))
}))
for (t in names(tables)) {
  level <- function(x) sapply(names(key), function(s) findInterval(x[, s], tables[[t]][[s]]))
  lo <- level(least); hi <- level(most)
  for (d in names(definitions)) {
    f <- definitions[[d]]; x <- tried(lo, hi, f)
    put("definition", t, d, f(lo[done, 1], lo[done, 2], lo[done, 3]), x[, 1], x[, 2])
  }
}

# Profiles against the sample itself and against a norm group: high at or above
# mean + 0.5, 1.25 and 0.10 SD.
x <- least[done, ]
norms <- list(sample = list(mean = colMeans(x), sd = apply(x, 2, sd)), mine = list(mean = c(20.5, 7.25, 35), sd = c(11, 5, 10)))
profiles <- list(
  engaged = function(e, d, p) !e & !d & p, ineffective = function(e, d, p) !e & !d & !p,
  overextended = function(e, d, p) e & !d & p, disengaged = function(e, d, p) !e & d & p, burnout = function(e, d, p) e & d & !p,
  unclassified = function(e, d, p) (e & !d & !p) | (!e & d & !p) | (e & d & p))
total <- list(engaged = profiles$engaged, ineffective = profiles$ineffective,
  overextended = function(e, d, p) e & !d, disengaged = function(e, d, p) !e & d, burnout = function(e, d, p) e & d)
for (i in names(norms)) {
  cut <- norms[[i]]$mean + c(.5, 1.25, .1) * norms[[i]]$sd
  high <- function(x) sweep(x, 2, cut, ">=")
  lo <- high(least); hi <- high(most)
  for (r in c("strict", "total")) for (p in names(if (r == "strict") profiles else total)) {
    f <- if (r == "strict") profiles[[p]] else total[[p]]
    y <- tried(lo + 0, hi + 0, function(e, d, q) f(e == 1, d == 1, q == 1))
    put(paste0("profile-", r), i, p, f(lo[done, 1], lo[done, 2], lo[done, 3]), y[, 1], y[, 2])
  }
  s <- c("ee", "dp", "pa")
  for (k in 1:3) cat(sprintf("norms,%s,%s,,%d,%.17g,%.17g,%.17g,%d,,\n", i, s[k], ceiling(cut[k]), norms[[i]]$mean[k], norms[[i]]$sd[k], cut[k], nrow(x)))
}
