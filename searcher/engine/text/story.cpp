#include "searcher/engine/text/story.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>

#include "common/text/ascii.h"
#include "common/text/hangul.h"
#include "common/text/utf8.h"

namespace gisa {
namespace {

// Share of the pairs of both texts that must be in both. Short texts are alike more easily.
constexpr double kLeastShared = 0.45;
constexpr double kLeastSharedOfShort = 0.7;
constexpr std::size_t kShort = 60;  // pairs

// Words in a row that make a passage: a sentence. At the beginning stand captions and the agency's
// lines for editors, which papers leave out.
constexpr std::size_t kPassage = 12;
constexpr std::size_t kOpening = 25;

// Of two texts that share much, some of these few are the same.
constexpr std::size_t kSketch = 16;

constexpr char32_t byte_of(char c) { return static_cast<unsigned char>(c); }

constexpr double unit_of(char32_t c) {
  switch (c) {
    case U'백':
      return 1e2;
    case U'천':
      return 1e3;
    case U'만':
      return 1e4;
    case U'억':
      return 1e8;
    case U'조':
      return 1e12;
    default:
      return 0;
  }
}

// Behind a number of the calendar or the clock.
constexpr bool is_time_unit(char32_t c) {
  return c == U'년' || c == U'월' || c == U'일' || c == U'시' || c == U'분';
}

constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  std::uint64_t h = (a ^ b * 0x9E3779B97F4A7C15u) * 0xC2B2AE3D27D4EB4Fu;
  return h ^ h >> 29;
}

// Reads a text word by word: runs of syllables, of letters, and numbers with their large units.
class WordReader {
 public:
  explicit WordReader(std::string_view text) : text_(text) {}

  struct Word {
    std::uint64_t hash = 0;
    std::optional<std::uint64_t> figure{};  // in thousandths
  };

  std::optional<Word> next() {
    while (at_ < text_.size()) {
      const DecodedCharacter c = decode_utf8(text_, at_);
      if (is_digit(c.code_point)) return number();
      const unsigned kind = kind_of(c.code_point);
      if (kind != 0) return run(kind);
      at_ += c.bytes;
    }
    return std::nullopt;
  }

 private:
  static unsigned kind_of(char32_t c) {
    if (is_hangul_syllable(c)) return 1;
    if (is_ascii_letter(c)) return 2;
    if (c >= 0x4E00 && c < 0xA000) return 3;
    return 0;
  }

  Word run(unsigned kind) {
    Word word{.hash = kind};
    while (at_ < text_.size()) {
      const DecodedCharacter c = decode_utf8(text_, at_);
      if (kind_of(c.code_point) != kind) break;
      word.hash = mix(word.hash, kind == 2 ? c.code_point | 0x20 : c.code_point);
      at_ += c.bytes;
    }
    return word;
  }

  char32_t peek() const { return at_ < text_.size() ? decode_utf8(text_, at_).code_point : 0; }

  // 1조 6,850억; 3천300만
  Word number() {
    double total = 0, part = 0;
    while (true) {
      const double value = digits();
      const double unit = unit_of(peek());
      if (unit == 0) {
        part += value;
        break;
      }
      at_ += decode_utf8(text_, at_).bytes;
      if (unit < 1e4) {
        part += value * unit;
        const double larger = unit_of(peek());  // 3천만
        if (larger >= 1e4) {
          at_ += decode_utf8(text_, at_).bytes;
          total += part * larger;
          part = 0;
        }
      } else {
        total += (part + value) * unit;
        part = 0;
      }
      const std::size_t space = peek() == ' ' ? 1 : 0;
      if (at_ + space >= text_.size() || !is_digit(byte_of(text_[at_ + space]))) break;
      at_ += space;
    }
    // Rounded, since 4.35억 and 4억3500만 may differ in the last bit.
    const double thousandths = std::min((total + part) * 1000, kMostThousandths);
    const auto figure = static_cast<std::uint64_t>(std::llround(thousandths));
    Word word{.hash = mix(4, figure)};
    if (!is_time_unit(peek())) word.figure = figure;
    return word;
  }

  // Digits with commas, perhaps a fraction; as large as there are.
  double digits() {
    double value = 0, scale = 0;
    for (; at_ < text_.size(); ++at_) {
      const char c = text_[at_];
      const bool goes_on = at_ + 1 < text_.size() && is_digit(byte_of(text_[at_ + 1]));
      if (is_digit(byte_of(c))) {
        if (value < kMostFigure) value = value * 10 + (c - '0');
        scale *= 10;
      } else if (c == '.' && goes_on && scale == 0) {
        scale = 1;
      } else if (c != ',' || !goes_on || scale != 0) {
        break;
      }
    }
    return scale == 0 ? value : value / scale;
  }

  static constexpr double kMostFigure = 1e12;
  static constexpr double kMostThousandths = 1e18;  // that fit into an integer

  std::string_view text_;
  std::size_t at_ = 0;
};

template <typename Value>
void sort_and_unify(std::vector<Value>& values) {
  std::ranges::sort(values);
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

std::size_t count_common(std::span<const std::uint64_t> a, std::span<const std::uint64_t> b) {
  std::size_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i == *j) ++common;
    const bool is_below = *i <= *j;
    j += *j <= *i ? 1 : 0;
    i += is_below ? 1 : 0;
  }
  return common;
}

}  // namespace

Story::Story(std::string_view text) {
  WordReader reader(text);
  std::optional<std::uint64_t> before;
  while (const auto word = reader.next()) {
    if (word->figure) figures_.push_back(*word->figure);
    if (before) pairs_.push_back(mix(*before, word->hash));
    before = word->hash;
  }
  sorted_ = pairs_;
  sort_and_unify(sorted_);
  sort_and_unify(figures_);
}

bool Story::tells_the_same_as(const Story& other) const {
  const std::size_t least = std::min(sorted_.size(), other.sorted_.size());
  const std::size_t most = std::max(sorted_.size(), other.sorted_.size());
  const double share = least < kShort ? kLeastSharedOfShort : kLeastShared;
  if (least == 0 || static_cast<double>(least) < share * static_cast<double>(most)) return false;
  if (count_common(sketch(), other.sketch()) == 0) return false;
  const auto has_figures_beyond = [](const Story& one, const Story& another) {
    return !std::ranges::includes(another.figures_, one.figures_);
  };
  // One may leave a figure out; where each has another, it has changed.
  if (has_figures_beyond(*this, other) && has_figures_beyond(other, *this)) return false;
  const std::size_t common = count_common(sorted_, other.sorted_);
  if (static_cast<double>(common) < share * static_cast<double>(least + most - common))
    return false;
  return !has_passage_beyond(other) && !other.has_passage_beyond(*this);
}

// The smallest: some are in both sets, where half is common, nearly always.
std::span<const std::uint64_t> Story::sketch() const {
  return std::span(sorted_).first(std::min(sorted_.size(), kSketch));
}

bool Story::has_passage_beyond(const Story& other) const {
  std::size_t run = 0;
  bool is_opening = true;
  for (const std::uint64_t pair : pairs_) {
    if (std::ranges::binary_search(other.sorted_, pair)) {
      run = 0;
      is_opening = false;
    } else if (++run > (is_opening ? kOpening : kPassage)) {
      return true;
    }
  }
  return false;
}

}  // namespace gisa
