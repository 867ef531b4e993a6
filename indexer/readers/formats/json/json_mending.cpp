#include "indexer/readers/formats/json/json_mending.h"

#include <fmt/format.h>

#include <charconv>
#include <cstddef>

namespace gisa {
namespace {

constexpr std::string_view kNoNumbers[] = {"NaN", "-Infinity", "Infinity"};
constexpr std::size_t kEscape = 6;  // bytes of \uXXXX

// What \uXXXX at `at` stands for; 0: it is no such escape.
unsigned escaped_unit(std::string_view record, std::size_t at) {
  const std::string_view escape = record.substr(at, kEscape);
  unsigned unit = 0;
  if (escape.size() < kEscape || !escape.starts_with("\\u")) return 0;
  const char* const end = escape.data() + kEscape;
  return std::from_chars(escape.data() + 2, end, unit, 16).ptr == end ? unit : 0;
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20; }
bool is_first_half(unsigned unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_second_half(unsigned unit) { return unit >= 0xDC00 && unit < 0xE000; }

}  // namespace

std::string mend_json(std::string_view record) {
  std::string mended;
  std::size_t copied = 0;
  const auto replace = [&](std::size_t at, std::size_t size, std::string_view by) {
    mended.append(record.substr(copied, at - copied)).append(by);
    copied = at + size;
  };
  bool inside = false;
  for (std::size_t i = 0; i < record.size(); ++i) {
    if (record[i] == '"') inside = !inside;
    if (!inside) {
      for (const std::string_view name : kNoNumbers) {
        if (!record.substr(i).starts_with(name)) continue;
        replace(i, name.size(), "null");
        i += name.size() - 1;
        break;
      }
      continue;
    }
    if (is_control(record[i])) replace(i, 1, fmt::format("\\u{:04x}", record[i]));
    if (record[i] != '\\') continue;
    const unsigned unit = escaped_unit(record, i);
    if (is_first_half(unit) && is_second_half(escaped_unit(record, i + kEscape))) {
      i += 2 * kEscape - 1;
    } else if (is_first_half(unit) || is_second_half(unit)) {
      replace(i, kEscape, "\\ufffd");
      i += kEscape - 1;
    } else {
      ++i;
    }
  }
  if (copied > 0) mended.append(record.substr(copied));
  return mended;
}

}  // namespace gisa
