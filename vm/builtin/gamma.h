// The gamma function and the logarithm of its absolute value as CPython computes them, to the last digit: C libraries round
// differently. Lanczos' approximation with the constants of Boost's lanczos13m53, which CPython uses too
// (Modules/mathmodule.c: m_tgamma, m_lgamma).
#pragma once

namespace innards {

// nan where it is not defined (zero, negative integers, -inf); inf where it overflows.
double gamma_function(double x);
// inf at the poles.
double log_gamma_function(double x);

}  // namespace innards
