#include "bench/generator/text_statistics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace gisa::bench {
namespace {

constexpr std::uint64_t kFnvPrime = 1099511628211ull;

// The code point at `position`, which is moved behind it. A broken byte yields U+FFFD.
char32_t next_code_point(std::string_view text, std::size_t& position) {
  const auto byte = [&](std::size_t at) -> unsigned {
    return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
  };
  const auto continues = [&](std::size_t at) { return (byte(at) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(position);
  if (lead < 0x80) return ++position, lead;
  if (lead >= 0xE0 && lead < 0xF0 && continues(position + 1) && continues(position + 2)) {
    const char32_t code =
        (lead & 0xFu) << 12 | (byte(position + 1) & 0x3Fu) << 6 | (byte(position + 2) & 0x3Fu);
    return position += 3, code;
  }
  if (lead >= 0xC0 && lead < 0xE0 && continues(position + 1)) {
    const char32_t code = (lead & 0x1Fu) << 6 | (byte(position + 1) & 0x3Fu);
    return position += 2, code;
  }
  if (lead >= 0xF0 && continues(position + 1) && continues(position + 2) &&
      continues(position + 3)) {
    const char32_t code = (lead & 7u) << 18 | (byte(position + 1) & 0x3Fu) << 12 |
                          (byte(position + 2) & 0x3Fu) << 6 | (byte(position + 3) & 0x3Fu);
    return position += 4, code;
  }
  return ++position, char32_t{0xFFFD};
}

bool is_hangul(char32_t code) { return code >= 0xAC00 && code <= 0xD7A3; }

bool is_space(char32_t code) {
  return code == ' ' || (code >= '\t' && code <= '\r') || code == 0xA0 || code == 0x3000;
}

double mean(const std::vector<double>& values) {
  if (values.empty()) return 0;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return 0;
  const auto at = static_cast<std::size_t>(share * static_cast<double>(values.size() - 1) + 0.5);
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at), values.end());
  return values[at];
}

// The exponent s of count = c / rank^s, least squares over ranks evenly spaced on the log scale.
double zipf_exponent(const std::vector<std::uint32_t>& counts, double first, double last) {
  last = std::min(last, static_cast<double>(counts.size()));
  if (last <= first) return 0;
  double n = 0, sx = 0, sy = 0, sxx = 0, sxy = 0;
  for (double rank = first; rank <= last; rank *= 1.1) {
    const double x = std::log(rank);
    const double y = std::log(counts[static_cast<std::size_t>(rank) - 1]);
    n += 1, sx += x, sy += y, sxx += x * x, sxy += x * y;
  }
  return -(n * sxy - sx * sy) / (n * sxx - sx * sx);
}

// The share of all tokens that the `ranks` most frequent types make.
double head_share(const std::vector<std::uint32_t>& counts, std::size_t ranks) {
  double head = 0, all = 0;
  for (std::size_t rank = 0; rank < counts.size(); ++rank) {
    all += counts[rank];
    if (rank < ranks) head += counts[rank];
  }
  return all > 0 ? head / all : 0;
}

void add_spread(std::vector<Statistic>& rows, const std::string& name,
                const std::vector<double>& values) {
  rows.push_back({name + ", p10", quantile(values, .1)});
  rows.push_back({name + ", median", quantile(values, .5)});
  rows.push_back({name + ", p90", quantile(values, .9)});
  rows.push_back({name + ", mean", mean(values)});
}

}  // namespace

KeyCounter::KeyCounter() : slots_(1 << 12) {}

void KeyCounter::add(std::uint64_t key) {
  if (key == 0) key = ~std::uint64_t{0};
  if (2 * used_ >= slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (key * 0x9E3779B97F4A7C15ull >> 20) & mask;
  while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
  if (slots_[at].key == 0) {
    slots_[at].key = key;
    ++used_;
  }
  ++slots_[at].count;
}

void KeyCounter::grow() {
  std::vector<Slot> old(slots_.size() * 2);
  old.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (slot.key == 0) continue;
    std::size_t at = (slot.key * 0x9E3779B97F4A7C15ull >> 20) & mask;
    while (slots_[at].key != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

std::vector<std::uint32_t> KeyCounter::sorted_counts() const {
  std::vector<std::uint32_t> counts;
  counts.reserve(used_);
  for (const Slot& slot : slots_) {
    if (slot.key != 0) counts.push_back(slot.count);
  }
  std::sort(counts.begin(), counts.end(), std::greater<>());
  return counts;
}

TextStatistics::TextStatistics(std::vector<std::size_t> checkpoints)
    : checkpoints_(std::move(checkpoints)) {}

TextStatistics::CharacterClass TextStatistics::class_of(char32_t code) {
  if (is_hangul(code)) return kHangul;
  if (is_space(code)) return kSpace;
  if (code >= '0' && code <= '9') return kDigit;
  if ((code | 0x20) >= 'a' && (code | 0x20) <= 'z') return kLatin;
  if ((code >= 0x4E00 && code <= 0x9FFF) || (code >= 0xF900 && code <= 0xFAFF)) return kHanja;
  return code < 0x80 ? kAsciiPunctuation : kOther;
}

void TextStatistics::end_eojeol() {
  const std::uint64_t hash = std::exchange(eojeol_hash_, kFnvOffset);
  const std::size_t length = std::exchange(eojeol_length_, 0);
  if (length == 0) return;
  ++sentence_length_;
  ++eojeol_tokens_;
  eojeol_characters_ += length;
  ++eojeol_lengths_[std::min(length, kLongestEojeol)];
  eojeols_.add(hash);
  article_eojeols_.push_back(hash);
}

void TextStatistics::end_sentence() {
  if (sentence_length_ == 0) return;
  sentence_eojeols_.push_back(static_cast<double>(sentence_length_));
  sentence_length_ = 0;
  ++paragraph_length_;
  ++sentences_;
}

void TextStatistics::end_paragraph() {
  end_sentence();
  if (paragraph_length_ == 0) return;
  paragraph_sentences_.push_back(static_cast<double>(paragraph_length_));
  paragraph_length_ = 0;
  ++paragraphs_;
}

void TextStatistics::note_checkpoint() {
  if (reached_.size() == checkpoints_.size()) return;
  if (articles() != checkpoints_[reached_.size()]) return;
  reached_.push_back({articles(), eojeols_.distinct(), bigrams_.distinct()});
}

void TextStatistics::add(std::string_view title, std::string_view body) {
  add_title(title);
  read(body);
  add_article(body.size());
  note_checkpoint();
}

void TextStatistics::add_title(std::string_view title) {
  double words = 0;
  bool inside = false;
  for (std::size_t position = 0; position < title.size();) {
    const bool space = is_space(next_code_point(title, position));
    if (!space && !inside) ++words;
    inside = !space;
  }
  title_eojeols_.push_back(words);
  title_bytes_.push_back(static_cast<double>(title.size()));
}

void TextStatistics::read(std::string_view body) {
  article_eojeols_.clear();
  article_bigrams_.clear();
  sentences_ = paragraphs_ = article_syllables_ = 0;
  char32_t previous = 0;
  bool sentence_mark = false;  // a final mark was read; closing quotes may follow it
  for (std::size_t position = 0; position < body.size();) {
    const std::size_t start = position;
    const char32_t code = next_code_point(body, position);
    const CharacterClass kind = class_of(code);
    ++characters_[kind];
    if (code < 0x80) ++ascii_bytes_;
    const bool closing = code == '"' || code == '\'' || code == 0x201D || code == 0x2019;
    if (sentence_mark && !closing) {
      if (kind == kSpace || kind == kHangul) {
        end_eojeol();
        end_sentence();
        if (kind == kHangul) ++glued_sentences_;
      }
      sentence_mark = false;
    }
    if (kind == kSpace) {
      end_eojeol();
      if (code == '\n' || code == '\r') end_paragraph();
    } else {
      add_character(body.substr(start, position - start), code, previous);
      if ((code == '.' || code == '?' || code == '!') && is_hangul(previous)) sentence_mark = true;
    }
    previous = code;
  }
  end_eojeol();
  end_paragraph();
}

void TextStatistics::add_character(std::string_view bytes, char32_t code, char32_t previous) {
  for (const char byte : bytes) {
    eojeol_hash_ = (eojeol_hash_ ^ static_cast<unsigned char>(byte)) * kFnvPrime;
  }
  ++eojeol_length_;
  if (!is_hangul(code)) return;
  ++article_syllables_;
  syllables_.add(code);
  if (!is_hangul(previous)) return;
  const std::uint64_t bigram = std::uint64_t{previous} << 32 | code;
  bigrams_.add(bigram);
  article_bigrams_.push_back(bigram);
}

void TextStatistics::add_article(std::size_t bytes) {
  bytes_ += bytes;
  body_bytes_.push_back(static_cast<double>(bytes));
  body_syllables_.push_back(static_cast<double>(article_syllables_));
  body_eojeols_.push_back(static_cast<double>(article_eojeols_.size()));
  sentences_per_article_.push_back(static_cast<double>(sentences_));
  paragraphs_per_article_.push_back(static_cast<double>(paragraphs_));
  const auto distinct = [](std::vector<std::uint64_t>& keys) {
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return static_cast<double>(keys.size());
  };
  const auto bigram_tokens = static_cast<double>(article_bigrams_.size());
  distinct_eojeols_.push_back(distinct(article_eojeols_));
  distinct_bigrams_.push_back(distinct(article_bigrams_));
  if (bigram_tokens > 0) {
    distinct_bigram_share_.push_back(distinct_bigrams_.back() / bigram_tokens);
  }
  for (const std::uint64_t bigram : article_bigrams_) bigram_documents_.add(bigram);
}

std::vector<Statistic> TextStatistics::report() const {
  std::vector<Statistic> rows;
  rows.push_back({"articles", static_cast<double>(articles())});
  add_spread(rows, "title bytes", title_bytes_);
  rows.push_back({"title eojeol, mean", mean(title_eojeols_)});
  add_spread(rows, "body bytes", body_bytes_);
  add_spread(rows, "body syllables", body_syllables_);
  add_spread(rows, "body eojeol", body_eojeols_);
  add_spread(rows, "sentence eojeol", sentence_eojeols_);
  add_spread(rows, "sentences an article", sentences_per_article_);
  rows.push_back({"% of sentences glued to the next",
                  100 * static_cast<double>(glued_sentences_) /
                      static_cast<double>(std::max<std::size_t>(sentence_eojeols_.size(), 1))});
  add_spread(rows, "paragraph sentences", paragraph_sentences_);
  add_spread(rows, "paragraphs an article", paragraphs_per_article_);

  const auto tokens = static_cast<double>(std::max<std::uint64_t>(eojeol_tokens_, 1));
  rows.push_back({"eojeol characters, mean", static_cast<double>(eojeol_characters_) / tokens});
  for (std::size_t length = 1; length <= kLongestEojeol; ++length) {
    const std::string more = length == kLongestEojeol ? " and more" : "";
    rows.push_back({fmt::format("% of eojeol with {}{} characters", length, more),
                    100 * static_cast<double>(eojeol_lengths_[length]) / tokens});
  }
  double characters = 0;
  for (const std::uint64_t count : characters_) characters += static_cast<double>(count);
  constexpr std::array<const char*, kClasses> kNames = {
      "Hangul", "white space", "digits", "Latin letters", "Hanja", "ASCII punctuation", "other"};
  for (std::size_t kind = 0; kind < kClasses; ++kind) {
    rows.push_back({fmt::format("% of characters: {}", kNames[kind]),
                    100 * static_cast<double>(characters_[kind]) / std::max(characters, 1.0)});
  }
  rows.push_back(
      {"% of bytes: ASCII", 100 * static_cast<double>(ascii_bytes_) /
                                static_cast<double>(std::max<std::uint64_t>(bytes_, 1))});

  for (const Checkpoint& point : reached_) {
    rows.push_back({fmt::format("distinct eojeol after {} articles", point.articles),
                    static_cast<double>(point.eojeols)});
  }
  for (const Checkpoint& point : reached_) {
    rows.push_back({fmt::format("distinct Hangul bigrams after {} articles", point.articles),
                    static_cast<double>(point.bigrams)});
  }
  rows.push_back({"distinct syllables", static_cast<double>(syllables_.distinct())});
  rows.push_back({"distinct eojeol in an article, mean", mean(distinct_eojeols_)});
  rows.push_back({"distinct bigrams in an article, mean", mean(distinct_bigrams_)});
  rows.push_back({"distinct bigrams / bigrams in an article, mean", mean(distinct_bigram_share_)});

  const std::vector<std::uint32_t> eojeols = eojeols_.sorted_counts();
  const std::vector<std::uint32_t> bigrams = bigrams_.sorted_counts();
  const std::vector<std::uint32_t> documents = bigram_documents_.sorted_counts();
  rows.push_back({"Zipf exponent of eojeol, ranks 10-10000", zipf_exponent(eojeols, 10, 10000)});
  rows.push_back({"Zipf exponent of bigrams, ranks 10-10000", zipf_exponent(bigrams, 10, 10000)});
  rows.push_back({"% of eojeol: the 100 most frequent", 100 * head_share(eojeols, 100)});
  rows.push_back({"% of eojeol: the 10000 most frequent", 100 * head_share(eojeols, 10000)});
  rows.push_back({"% of bigrams: the 1000 most frequent", 100 * head_share(bigrams, 1000)});
  rows.push_back({"% of bigrams: the 10000 most frequent", 100 * head_share(bigrams, 10000)});
  rows.push_back(
      {"% of syllables: the 100 most frequent", 100 * head_share(syllables_.sorted_counts(), 100)});
  const auto frequent = [&](double share) {
    const double least = share * static_cast<double>(articles());
    const auto end = std::find_if(documents.begin(), documents.end(),
                                  [&](std::uint32_t count) { return count < least; });
    return static_cast<double>(end - documents.begin());
  };
  rows.push_back({"bigrams in 10 % of the articles or more", frequent(.1)});
  rows.push_back({"bigrams in 1 % of the articles or more", frequent(.01)});
  return rows;
}

}  // namespace gisa::bench
