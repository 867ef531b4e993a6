// Turns libhangul's hanja.txt (lines "reading:hanja:comment") into the initialisers that hanja.cpp
// includes: one per Hanja, sorted by code point, with its one-syllable readings.
// usage: generate_readings hanja.txt readings.inc
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>

#include "common/analysis/hanja/hanja.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace {

constexpr std::size_t kMaxReadings = 6;

// The only character of `text`, or 0.
char32_t single_character(std::string_view text) {
  if (text.empty()) return 0;
  const auto decoded = gisa::decode_utf8(text, 0);
  return decoded.bytes == text.size() ? decoded.code_point : 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: generate_readings HANJA.txt OUTPUT\n";
    return 1;
  }
  std::ifstream table(argv[1]);
  std::map<char32_t, std::u32string> readings;
  for (std::string line; std::getline(table, line);) {
    const auto first = line.find(':');
    const auto second = first == std::string::npos ? first : line.find(':', first + 1);
    if (line.starts_with('#') || second == std::string::npos) continue;
    const std::string_view view = line;
    const char32_t syllable = single_character(view.substr(0, first));
    const char32_t hanja = single_character(view.substr(first + 1, second - first - 1));
    if (!gisa::is_hangul_syllable(syllable) || !gisa::is_hanja(hanja)) continue;
    auto& known = readings[hanja];
    if (known.size() < kMaxReadings && known.find(syllable) == std::u32string::npos)
      known += syllable;
  }
  if (readings.size() < 5000) {
    std::cerr << argv[1] << ": only " << readings.size()
              << " Hanja found; is this libhangul's hanja.txt?\n";
    return 1;
  }
  std::ofstream out(argv[2]);
  for (const auto& [hanja, syllables] : readings) {
    out << "{" << static_cast<std::uint32_t>(hanja) << ",{";
    for (const char32_t syllable : syllables) out << static_cast<std::uint32_t>(syllable) << ",";
    out << "0}},\n";
  }
  return out.flush() ? 0 : 1;
}
