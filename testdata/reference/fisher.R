# Fisher's exact test of tables larger than 2x2, from R (written with 4.2.2):
#   Rscript testdata/reference/fisher.R > testdata/reference/fisher.csv
# A table is written row by row, its rows parted by "|".
cat("name,table,p\n")
row <- function(name, m) {
  p <- fisher.test(m, workspace = 2e8)$p.value
  cat(name, ",", paste(apply(m, 1, paste, collapse = " "), collapse = " | "), ",", sprintf("%.17g", p), "\n", sep = "")
}

row("K6", rbind(c(120, 54, 36), c(198, 153, 92)))
row("K8", rbind(c(30, 149, 292), c(4, 19, 81), c(3, 10, 38), c(1, 4, 22)))
row("anxiety", rbind(c(312, 180, 87), c(6, 25, 31), c(0, 2, 10)))
row("job", matrix(c(1, 2, 1, 0, 3, 3, 6, 1, 10, 10, 14, 9, 6, 7, 12, 11), 4, 4)) # Agresti 2002, p. 57
row("mehta-patel", rbind(c(1, 1, 1, 0, 0, 0, 1, 3, 3), c(4, 4, 4, 5, 5, 5, 6, 5, 0)))
row("diagonal", diag(4) * 3)
row("alike", matrix(4, 3, 3))
row("one", rbind(c(1, 0, 0), c(0, 1, 0), c(0, 0, 1)))
row("2x2", rbind(c(3, 1), c(1, 3)))
row("2x10", rbind(c(5, 1, 0, 2, 3, 4, 0, 1, 2, 6), c(1, 4, 3, 2, 0, 1, 5, 3, 2, 1)))
row("far", rbind(c(90, 0, 0), c(0, 90, 90)))
row("thousands", rbind(c(1200, 1100, 40), c(1500, 1600, 12)))
set.seed(7)
for (d in list(c(2, 3), c(3, 2), c(2, 5), c(5, 2), c(3, 3), c(3, 4), c(4, 3), c(4, 4), c(5, 3), c(3, 6), c(5, 5), c(6, 2)))
  for (n in c(15, 40, 120)) {
    m <- matrix(0, d[1], d[2])
    while (any(rowSums(m) == 0, colSums(m) == 0))
      m <- matrix(rmultinom(1, n, outer(d[1]:1, 1:d[2]) * runif(prod(d), 0.5, 2)), d[1], d[2])
    if (prod(d) < 16 || n < 100) row(paste0(d[1], "x", d[2], " of ", n), m)
  }
