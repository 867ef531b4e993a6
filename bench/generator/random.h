// Random numbers and samplers of the generator: deterministic, seeded, without state shared between
// threads. The tables are read-only once built, so any number of threads may sample from one table.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace gisa::bench {

// Spreads a key over 64 bits (the finaliser of SplitMix64): neighbouring keys give unrelated
// values.
constexpr std::uint64_t mix(std::uint64_t key) {
  key = (key ^ (key >> 30)) * 0xBF58476D1CE4E5B9ull;
  key = (key ^ (key >> 27)) * 0x94D049BB133111EBull;
  return key ^ (key >> 31);
}

// SplitMix64. Two objects of the same state give the same sequence on every platform.
class Random {
 public:
  explicit constexpr Random(std::uint64_t state) : state_(state) {}

  constexpr std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15ull); }

  // Uniform in [0, n); n below 2^32.
  constexpr std::uint32_t below(std::uint32_t n) {
    return static_cast<std::uint32_t>((next() >> 32) * n >> 32);
  }

  // Uniform in [0, 1).
  constexpr double uniform() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  // In [0, n), low numbers more often.
  constexpr std::uint32_t favourite(std::uint32_t n) {
    const std::uint64_t x = next() >> 32;
    return static_cast<std::uint32_t>((x * x >> 32) * n >> 32);
  }

  // One of them.
  template <typename T, std::size_t kSize>
  constexpr const T& pick(const std::array<T, kSize>& values) {
    return values[below(kSize)];
  }

  // True `percent` times in a hundred.
  constexpr bool percent(std::uint32_t percent) { return below(100) < percent; }

 private:
  std::uint64_t state_;
};

// Draws indices with given weights in constant time (Walker's alias method).
class AliasTable {
 public:
  AliasTable() = default;
  // `weights` must not be empty and hold no negative weight; they need not add up to one.
  explicit AliasTable(std::span<const double> weights);

  // The index that 64 random bits choose.
  std::uint32_t sample(std::uint64_t bits) const {
    const std::uint64_t column = (bits >> 32) * entries_.size() >> 32;
    const Entry& entry = entries_[column];
    return static_cast<std::uint32_t>(bits) < entry.threshold ? static_cast<std::uint32_t>(column)
                                                              : entry.alias;
  }

  std::size_t size() const { return entries_.size(); }

 private:
  struct Entry {
    std::uint32_t threshold;
    std::uint32_t alias;
  };
  std::vector<Entry> entries_;
};

// The weights 1 / (rank + shift)^exponent of ranks 1 to n (Zipf-Mandelbrot).
std::vector<double> zipf_weights(std::size_t n, double exponent, double shift);

// A point of a distribution: `share` of all values are at most `value`.
struct Quantile {
  double share;
  double value;
};

// Draws numbers from a distribution given by some of its quantiles, by its inverse, interpolated
// geometrically between the points. Values must be above 0 and both columns must ascend.
class QuantileTable {
 public:
  QuantileTable() = default;
  explicit QuantileTable(std::span<const Quantile> points);

  // Ranks from 1 of a Zipf-Mandelbrot law over so many ranks that no table of weights would do.
  static QuantileTable zipf(double ranks, double exponent, double shift);

  // The number that 64 random bits choose.
  double sample(std::uint64_t bits) const {
    const std::uint64_t cell = bits >> (64 - kBits);
    const double inside = static_cast<double>(bits << kBits >> 11) * 0x1p-53;
    return edges_[cell] + inside * (edges_[cell + 1] - edges_[cell]);
  }

 private:
  static constexpr int kBits = 12;
  std::vector<double> edges_;
};

}  // namespace gisa::bench
