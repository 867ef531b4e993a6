// Turns libhangul's hanja.txt (lines "reading:hanja:comment", of one Hanja or of a word) into the
// initialisers that hanja.cpp includes: one per Hanja, sorted by code point, with its one-syllable
// readings, the one first that it has oftenest in words, behind others: 北 is 북, and 배 in 패배.
// usage: generate_readings hanja.txt readings.inc
#include <algorithm>
#include <cstdint>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>

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

std::u32string decode(std::string_view text) {
  std::u32string out;
  while (!text.empty()) {
    const auto decoded = gisa::decode_utf8(text, 0);
    out += decoded.code_point;
    text.remove_prefix(decoded.bytes);
  }
  return out;
}

// How many words read a Hanja so.
class Words {
 public:
  void add(std::u32string_view reading, std::u32string_view hanja) {
    if (reading.size() != hanja.size()) return;
    for (std::size_t i = 0; i < hanja.size(); ++i)
      (i == 0 ? first_ : others_)[{hanja[i], reading[i]}] += 1;
  }

  // At the beginning the initial sound law changes many.
  std::pair<std::size_t, std::size_t> count(char32_t hanja, char32_t syllable) const {
    return {count(others_, {hanja, syllable}), count(first_, {hanja, syllable})};
  }

 private:
  using Counts = std::map<std::pair<char32_t, char32_t>, std::size_t>;
  static std::size_t count(const Counts& counts, std::pair<char32_t, char32_t> key) {
    const auto found = counts.find(key);
    return found == counts.end() ? 0 : found->second;
  }

  Counts first_, others_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: generate_readings HANJA.txt OUTPUT\n";
    return 1;
  }
  std::ifstream table(argv[1]);
  std::map<char32_t, std::u32string> readings;
  Words words;
  for (std::string line; std::getline(table, line);) {
    const auto first = line.find(':');
    const auto second = first == std::string::npos ? first : line.find(':', first + 1);
    if (line.starts_with('#') || second == std::string::npos) continue;
    const std::string_view view = line;
    words.add(decode(view.substr(0, first)), decode(view.substr(first + 1, second - first - 1)));
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
  for (auto& [hanja, syllables] : readings) {
    const auto rank = [&, of = hanja](char32_t syllable) { return words.count(of, syllable); };
    std::ranges::stable_sort(syllables, std::ranges::greater(), rank);
    out << "{" << static_cast<std::uint32_t>(hanja) << ",{";
    for (const char32_t syllable : syllables) out << static_cast<std::uint32_t>(syllable) << ",";
    out << "0}},\n";
  }
  return out.flush() ? 0 : 1;
}
