#include "bench/generator/random.h"

#include <algorithm>
#include <cmath>

namespace gisa::bench {

AliasTable::AliasTable(std::span<const double> weights) : entries_(weights.size()) {
  double sum = 0;
  for (const double weight : weights) sum += weight;
  std::vector<double> scaled;
  std::vector<std::uint32_t> small, large;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    scaled.push_back(weights[i] * static_cast<double>(weights.size()) / sum);
    (scaled[i] < 1 ? small : large).push_back(i);
  }
  while (!small.empty() && !large.empty()) {
    const std::uint32_t poor = small.back(), rich = large.back();
    small.pop_back();
    entries_[poor] = {static_cast<std::uint32_t>(scaled[poor] * 0x1p32), rich};
    scaled[rich] -= 1 - scaled[poor];
    if (scaled[rich] < 1) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  // What is left weighs 1 but for rounding: its alias is itself.
  for (const std::uint32_t i : small) entries_[i] = {0, i};
  for (const std::uint32_t i : large) entries_[i] = {0, i};
}

std::vector<double> zipf_weights(std::size_t n, double exponent, double shift) {
  std::vector<double> weights;
  for (std::size_t rank = 1; rank <= n; ++rank) {
    weights.push_back(std::pow(static_cast<double>(rank) + shift, -exponent));
  }
  return weights;
}

QuantileTable::QuantileTable(std::span<const Quantile> points) {
  constexpr std::size_t kCells = std::size_t{1} << kBits;
  for (std::size_t cell = 0; cell <= kCells; ++cell) {
    const double share = static_cast<double>(cell) / static_cast<double>(kCells);
    const auto after = std::find_if(points.begin() + 1, points.end() - 1,
                                    [&](const Quantile& point) { return point.share >= share; });
    const Quantile &low = *(after - 1), &high = *after;
    const double part = std::clamp((share - low.share) / (high.share - low.share), 0.0, 1.0);
    edges_.push_back(low.value * std::pow(high.value / low.value, part));
  }
}

QuantileTable QuantileTable::zipf(double ranks, double exponent, double shift) {
  // The integral of (x + shift)^-exponent from 1/2 to ranks + 1/2, inverted at each edge.
  constexpr std::size_t kCells = std::size_t{1} << kBits;
  const double power = 1 - exponent;
  const auto area = [&](double x) {
    return power == 0 ? std::log(x + shift) : std::pow(x + shift, power) / power;
  };
  const double first = area(0.5), last = area(ranks + 0.5);
  QuantileTable table;
  for (std::size_t cell = 0; cell <= kCells; ++cell) {
    const double at = first + (last - first) * static_cast<double>(cell) / kCells;
    const double x = power == 0 ? std::exp(at) : std::pow(at * power, 1 / power);
    table.edges_.push_back(x - shift + 0.5);
  }
  return table;
}

}  // namespace gisa::bench
