#include "builtin/gamma.h"

#include <cmath>

namespace innards {

namespace {

constexpr double kPi = 3.141592653589793238462643383279502884;
constexpr double kLogPi = 1.144729885849400174143427351353058711647;
constexpr double kG = 6.024680040776729583740234375;
constexpr double kGMinusHalf = 5.524680040776729583740234375;
constexpr int kTerms = 13;
constexpr double kNumerator[kTerms] = {23531376880.410759688572007674451636754734846804940, 42919803642.649098768957899047001988850926355848959,
                                       35711959237.355668049440185451547166705960488635843, 17921034426.037209699919755754458931112671403265390,
                                       6039542586.3520280050642916443072979210699388420708, 1439720407.3117216736632230727949123939715485786372,
                                       248874557.86205415651146038641322942321632125127801, 31426415.585400194380614231628318205362874684987640,
                                       2876370.6289353724412254090516208496135991145378768, 186056.26539522349504029498971604569928220784236328,
                                       8071.6720023658162106380029022722506138218516325024, 210.82427775157934587250973392071336271166969580291,
                                       2.5066282746310002701649081771338373386264310793408};
constexpr double kDenominator[kTerms] = {0, 39916800, 120543840, 150917976, 105258076, 45995730, 13339535, 2637558, 357423, 32670, 1925, 66, 1};

// The quotient of the two polynomials; from the other end for large x, where the powers would overflow.
double lanczos_sum(double x) {
  double num = 0, den = 0;
  for (int i = 0; i < kTerms; ++i) {
    const int term = x < 5.0 ? kTerms - 1 - i : i;
    num = (x < 5.0 ? num * x : num / x) + kNumerator[term];
    den = (x < 5.0 ? den * x : den / x) + kDenominator[term];
  }
  return num / den;
}

// sin(pi * x), exact at multiples of a half.
double sine_of_pi_times(double x) {
  const double y = std::fmod(std::fabs(x), 2.0);
  double r = 0;
  switch (static_cast<int>(std::round(2.0 * y))) {
    case 0: r = std::sin(kPi * y); break;
    case 1: r = std::cos(kPi * (y - 0.5)); break;
    case 2: r = std::sin(kPi * (1.0 - y)); break;
    case 3: r = -std::cos(kPi * (y - 1.5)); break;
    case 4: r = std::sin(kPi * (y - 2.0)); break;
    default: break;
  }
  return std::copysign(1.0, x) * r;
}

double factorial(int n) {
  double r = 1;
  for (int i = 2; i <= n; ++i) r *= i;   // exact up to 22!
  return r;
}

}  // namespace

double gamma_function(double x) {
  if (!std::isfinite(x)) return std::isnan(x) || x > 0 ? x : std::nan("");
  if (x == 0) return std::copysign(HUGE_VAL, x);
  if (x == std::floor(x)) {
    if (x < 0) return std::nan("");
    if (x <= 23) return factorial(static_cast<int>(x) - 1);
  }
  const double size = std::fabs(x);
  if (size < 1e-20) return 1.0 / x;
  if (size > 200) return x < 0 ? 0.0 / sine_of_pi_times(x) : HUGE_VAL;
  // z corrects the rounding of y = size + g - 0.5.
  const double y = size + kGMinusHalf;
  double z = size > kGMinusHalf ? (y - size) - kGMinusHalf : (y - kGMinusHalf) - size;
  z = z * kG / y;
  const double root = size < 140.0 ? 0 : std::pow(y, size / 2.0 - 0.25);   // the power itself would overflow
  double r;
  if (x < 0) {
    r = -kPi / sine_of_pi_times(size) / size * std::exp(y) / lanczos_sum(size);
    r -= z * r;
    return size < 140.0 ? r / std::pow(y, size - 0.5) : r / root / root;
  }
  r = lanczos_sum(size) / std::exp(y);
  r += z * r;
  return size < 140.0 ? r * std::pow(y, size - 0.5) : r * root * root;
}

double log_gamma_function(double x) {
  if (!std::isfinite(x)) return std::isnan(x) ? x : HUGE_VAL;
  if (x == std::floor(x) && x <= 2) return x <= 0 ? HUGE_VAL : 0.0;
  const double size = std::fabs(x);
  if (size < 1e-20) return -std::log(size);
  double r = std::log(lanczos_sum(size)) - kG;
  r += (size - 0.5) * (std::log(size + kG - 0.5) - 1);
  if (x < 0) r = kLogPi - std::log(std::fabs(sine_of_pi_times(size))) - std::log(size) - r;
  return r;
}

}  // namespace innards
