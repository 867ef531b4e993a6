/// Terms as numbers.
///
/// A term of at most 8 bytes without NUL is its own key: its bytes, first one highest, zeros
/// behind. Such keys sort as the terms do, and cover nearly everything a Korean text is cut into:
/// two syllables take 6 bytes, with a prefix 7 or 8. Longer terms get a number from the Inverter;
/// the key's highest byte is then 0.
///
///     ShortTerm term;
///     term.add_unit(u'금').add_unit(u'리');
///     inverter.add(term.key(), 1);   // the same as inverter.add("금리", 1), without making the
///     string
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gisa {

using TermKey = std::uint64_t;

inline constexpr std::size_t kLongestShortTerm = 8;  ///< bytes

/// Builds the key of a short term.
class ShortTerm {
 public:
  constexpr ShortTerm() = default;
  constexpr explicit ShortTerm(std::string_view bytes) {
    for (const char c : bytes) add(c);
  }

  constexpr ShortTerm& add(char byte) {
    bits_ = bits_ << 8 | static_cast<unsigned char>(byte);
    ++size_;
    return *this;
  }

  /// Adds a character as UTF-8; `unit` is not a surrogate.
  constexpr ShortTerm& add_unit(char16_t unit) {
    if (unit < 0x80) return add(static_cast<char>(unit));
    if (unit < 0x800) {
      add_bytes(0xC080u | (unit >> 6 << 8) | (unit & 0x3Fu), 2);
    } else {
      add_bytes(0xE08080u | (unit >> 12 << 16) | (unit >> 6 & 0x3Fu) << 8 | (unit & 0x3Fu), 3);
    }
    return *this;
  }

  /// False if more was added than a short term holds; key() means nothing then.
  constexpr bool fits() const { return size_ <= kLongestShortTerm; }
  constexpr std::size_t size() const { return size_; }

  /// size() is at least 1.
  constexpr TermKey key() const { return bits_ << 8 * (kLongestShortTerm - size_); }

 private:
  constexpr void add_bytes(std::uint64_t bytes, std::size_t count) {
    bits_ = bits_ << 8 * count | bytes;
    size_ += count;
  }

  std::uint64_t bits_ = 0;
  std::size_t size_ = 0;
};

constexpr bool is_short_term(std::string_view term) {
  return !term.empty() && term.size() <= kLongestShortTerm &&
         term.find('\0') == std::string_view::npos;
}

/// The bytes of a key that is a short term.
class ShortTermText {
 public:
  explicit ShortTermText(TermKey key)
      : size_(kLongestShortTerm - static_cast<std::size_t>(std::countr_zero(key)) / 8) {
    for (std::size_t i = 0; i < kLongestShortTerm; ++i) {
      bytes_[i] = static_cast<char>(key >> 8 * (kLongestShortTerm - 1 - i));
    }
  }
  std::string_view view() const { return {bytes_, size_}; }

 private:
  char bytes_[kLongestShortTerm];
  std::size_t size_;
};

/// The first 8 bytes of any term as a number, first one highest, zeros behind. Of two terms the
/// lower has the lower prefix, or the same.
inline std::uint64_t term_prefix(std::string_view term) {
  unsigned char bytes[kLongestShortTerm] = {};
  std::memcpy(bytes, term.data(), std::min(term.size(), sizeof bytes));
  std::uint64_t prefix = 0;
  for (const unsigned char byte : bytes) prefix = prefix << 8 | byte;
  return prefix;
}

}  // namespace gisa
