# Covariances of two answers from 0 to 6 that are cut from a bivariate normal
# distribution, from R (written with 4.2.2 and mvtnorm):
#   Rscript testdata/reference/simulate.R > testdata/reference/simulate.csv
# Each row: r; the six cuts of one answer; those of the other; the covariance.
library(mvtnorm)
set.seed(7)
above <- function(a, b, r) pmvnorm(c(a, b), c(Inf, Inf), corr = matrix(c(1, r, r, 1), 2), algorithm = TVPACK(1e-14))[1]
cat("r,x,y,covariance\n")
for (r in c(-0.9, -0.5, -0.05, 0.01, 0.3, 0.6, 0.9, 0.95)) {
  for (spread in c(0.4, 3)) {
    x <- sort(rnorm(6, sd = spread)); y <- sort(rnorm(6, 0.5, spread))
    c <- 0
    for (a in x) for (b in y) c <- c + above(a, b, r) - pnorm(-a) * pnorm(-b)
    v <- function(n) paste(sprintf("%.17g", n), collapse = " ")
    cat(v(r), v(x), v(y), v(c), sep = ","); cat("\n")
  }
}
