# A synthetic cohort and its summary, from R (written with 4.2.2):
#   Rscript testdata/reference/cohort.R
# writes testdata/cohorts/interns.csv and testdata/reference/interns.csv.
# No person answered anything here: the answers are drawn at random.
set.seed(2201)
n <- 160
key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
cuts <- list(ee = c(18, 30), dp = c(6, 12), pa = c(34, 40)) # isnar-img: lowest sum of moderate, of high
load <- rnorm(n)
answers <- matrix(NA, n, 22)
for (s in names(key)) {
  trait <- switch(s, ee = 2.4 + 1.2 * load, dp = 1.3 + 0.9 * load, pa = 4.3 - 0.5 * load) + rnorm(n, sd = 0.5)
  for (i in key[[s]]) answers[, i] <- pmin(6, pmax(0, round(trait + rnorm(n, sd = 1.2))))
}
answers[cbind(sample(n, 35, replace = TRUE), sample(22, 35, replace = TRUE))] <- NA
answers[c(41, 118), ] <- NA
d <- data.frame(id = sprintf("s%03d", 1:n), semester = sample(1:6, n, replace = TRUE), sex = sample(c("F", "M"), n, replace = TRUE, prob = c(.65, .35)))
for (i in 1:22) d[[paste0("mbi", i)]] <- answers[, i]
write.csv(d, "testdata/cohorts/interns.csv", row.names = FALSE, quote = FALSE, na = "")

rows <- data.frame(name = character(), value = character())
put <- function(name, value) rows[nrow(rows) + 1, ] <<- list(name, ifelse(is.na(value), "", sprintf("%.17g", value)))
m <- as.matrix(d[, paste0("mbi", 1:22)])
there <- rowSums(!is.na(m)) > 0
put("rows", n); put("respondents", sum(there)); put("without_answers", sum(!there)); put("complete", sum(rowSums(is.na(m)) == 0))
wilson <- function(k, n) suppressWarnings(prop.test(k, n, correct = FALSE)$conf.int) * 100
level <- function(s, x) findInterval(x, cuts[[s]])
affected <- function(s, x) if (s == "pa") level(s, x) == 0 else level(s, x) == 2
hit <- lo <- hi <- list()
for (s in names(key)) {
  it <- m[there, key[[s]]]; k <- ncol(it)
  sum <- rowSums(it); done <- !is.na(sum); x <- sum[done]
  put(paste0(s, ".n"), length(x)); put(paste0(s, ".missing"), sum(!done)); put(paste0(s, ".missing_answers"), sum(is.na(it)))
  put(paste0(s, ".mean"), mean(x)); put(paste0(s, ".sd"), sd(x)); put(paste0(s, ".item_mean"), mean(x / k))
  q <- quantile(x, c(.25, .5, .75), type = 7)
  put(paste0(s, ".q1"), q[1]); put(paste0(s, ".median"), q[2]); put(paste0(s, ".q3"), q[3]); put(paste0(s, ".min"), min(x)); put(paste0(s, ".max"), max(x))
  full <- it[done, ]; v <- cov(full)
  a <- k / (k - 1) * (1 - sum(diag(v)) / sum(v))
  f <- qf(c(.975, .025), nrow(full) - 1, (nrow(full) - 1) * (k - 1))
  put(paste0(s, ".alpha"), a); put(paste0(s, ".alpha.low"), 1 - (1 - a) * f[1]); put(paste0(s, ".alpha.high"), 1 - (1 - a) * f[2])
  least <- rowSums(it, na.rm = TRUE); most <- least + 6 * rowSums(is.na(it))
  for (l in 0:2) {
    name <- paste0(s, ".", c("low", "moderate", "high")[l + 1]); c <- sum(level(s, x) == l); w <- wilson(c, length(x))
    put(paste0(name, ".n"), c); put(paste0(name, ".percent"), 100 * c / length(x)); put(paste0(name, ".low"), w[1]); put(paste0(name, ".high"), w[2])
    put(paste0(name, ".lowest"), sum(level(s, least) == l & level(s, most) == l)); put(paste0(name, ".highest"), sum(level(s, least) <= l & level(s, most) >= l))
  }
  hit[[s]] <- ifelse(done, affected(s, sum), NA)
  lo[[s]] <- affected(s, least) & affected(s, most); hi[[s]] <- affected(s, least) | affected(s, most)
}
dims <- hit$ee + hit$dp + hit$pa; from <- lo$ee + lo$dp + lo$pa; to <- hi$ee + hi$dp + hi$pa
known <- !is.na(dims); put("dimensions.n", sum(known)); put("dimensions.undecided", sum(!known))
for (k in 0:3) {
  c <- sum(dims[known] == k); w <- wilson(c, sum(known)); name <- paste0("dimensions.", k)
  put(paste0(name, ".n"), c); put(paste0(name, ".percent"), 100 * c / sum(known)); put(paste0(name, ".low"), w[1]); put(paste0(name, ".high"), w[2])
  put(paste0(name, ".lowest"), sum(from == k & to == k)); put(paste0(name, ".highest"), sum(from <= k & to >= k))
}
write.csv(rows, "testdata/reference/interns.csv", row.names = FALSE, quote = FALSE)
