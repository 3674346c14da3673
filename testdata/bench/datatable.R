# What mbi summary computes, in R with data.table; alpha by hand:
#   Rscript datatable.R answers.csv
# Tuned: types are given, only the items are read; sums of columns stay whole numbers.
suppressPackageStartupMessages(library(data.table))
key <- list(ee = c(1, 2, 3, 6, 8, 13, 14, 16, 20), dp = c(5, 10, 11, 15, 22), pa = c(4, 7, 9, 12, 17, 18, 19, 21))
cuts <- list(ee = c(18L, 30L), dp = c(6L, 12L), pa = c(34L, 40L)) # isnar-img: lowest sum of moderate, of high
items <- paste0("mbi", 1:22)
setDTthreads(0L) # every processor
d <- fread(commandArgs(TRUE)[1], sep = ",", header = TRUE, quote = "\"", select = items, colClasses = list(integer = items), na.strings = "", showProgress = FALSE)

put <- function(...) cat(paste(c(...), collapse = ","), "\n", sep = "")
number <- function(x) sprintf("%.17g", x)
affected <- 0L
for (s in names(key)) {
  answers <- items[key[[s]]]
  sum <- Reduce(`+`, d[, ..answers])
  scored <- !is.na(sum)
  affected <- affected + if (s == "pa") sum < cuts$pa[1] else sum >= cuts[[s]][2]
  sum <- sum[scored]
  for (name in c("n", "mean", "sd", "min", "max")) {
    put(s, name, "", number(switch(name, n = length(sum), mean = mean(sum), sd = sd(sum), min = min(sum), max = max(sum))))
  }
  q <- quantile(sum, c(.25, .5, .75), type = 7)
  put(s, "q1", "", number(q[1])); put(s, "median", "", number(q[2])); put(s, "q3", "", number(q[3]))
  k <- length(answers)
  within <- vapply(answers, function(a) var(d[[a]][scored]), 0)
  put(s, "alpha", "", number(k / (k - 1) * (1 - base::sum(within) / var(sum))))
  levels <- tabulate(findInterval(sum, cuts[[s]]) + 1L, 3)
  for (l in 1:3) put(s, "n", c("low", "moderate", "high")[l], levels[l])
}
dimensions <- tabulate(affected + 1L, 4)
for (i in 1:4) put("", "n", i - 1L, dimensions[i])
