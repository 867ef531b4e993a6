#include "bench/generator/composer.h"

#include <algorithm>
#include <array>
#include <string>

namespace gisa::bench {
namespace {

// Lengths in eojeol, as measured (README.md).
constexpr Quantile kBodyLength[] = {{0, 8},     {.05, 27},  {.1, 54},     {.15, 86},    {.2, 108},
                                    {.25, 125}, {.3, 140},  {.4, 170},    {.5, 203},    {.6, 227},
                                    {.7, 263},  {.8, 317},  {.85, 353},   {.9, 408},    {.95, 513},
                                    {.98, 682}, {.99, 873}, {.995, 1154}, {.999, 2606}, {1, 6000}};
constexpr Quantile kSentenceLength[] = {{0, 2},   {.05, 5},  {.1, 6},  {.2, 9},    {.3, 11},
                                        {.4, 13}, {.5, 15},  {.6, 17}, {.7, 19.5}, {.8, 23},
                                        {.9, 28}, {.95, 34}, {1, 60}};
constexpr Quantile kTitleLength[] = {{0, 3},  {.1, 5},  {.3, 6.5}, {.6, 8},
                                     {.8, 9}, {.9, 10}, {1, 13}};

// A sentence of 60 eojeol takes far less than the reserve, whatever its words.
constexpr std::size_t kReserveBytes = 1 << 15;

void append_padded(std::string& out, std::uint32_t number, std::size_t width) {
  const std::string digits = std::to_string(number);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

}  // namespace

// Phrases of about `length` eojeol.
void Composer::fill(std::size_t length) {
  const std::size_t until = eojeols() + length;
  while (eojeols() < until) {
    phrase();
    if (random_.percent(5) && last() != ',') put(',');
    space();
  }
}

void Composer::sentence(std::size_t length) {
  const std::size_t until = eojeols() + length;
  const std::uint32_t opening = random_.below(100);
  if (opening < 18) {
    put(words_.connectives.sample(random_.next()));
    space();
  } else if (opening < 38) {
    person();
    josa(Josa::kTopic);
    space();
  } else if (opening < 62) {
    noun_phrase();
    josa(random_.percent(70) ? Josa::kTopic : Josa::kSubject);
    space();
  }
  if (eojeols() + 3 < until) fill(until - 3 - eojeols());
  if (length > 6 && random_.percent(60)) {
    object_phrase();
    space();
  }
  final_predicate();
  put('.');
}

// 대표는 “…”고 말했다.
void Composer::speech(std::size_t length) {
  static constexpr std::array<std::string_view, 5> kSay = {" 말했다.", " 밝혔다.", " 강조했다.",
                                                           " 설명했다.", " 전했다."};
  person();
  josa(Josa::kTopic);
  space();
  put(curly_quotes_ ? "“" : "\"");
  if (length > 6) fill(length - 6);
  object_phrase();
  space();
  verb(random_.percent(50) ? Ending::kPresent : Ending::kPast);
  put(curly_quotes_ ? "”" : "\"");
  put(random_.percent(60) ? "고" : "며");
  put(random_.pick(kSay));
  count_eojeols(1);
}

void Composer::byline() {
  const Word& paper = words_.papers[paper_].first;
  const std::uint32_t form = random_.below(100);
  put(form < 60 ? "(" : "[");
  put(locations_[0]);
  put('=');
  put(paper);
  put(form < 60 ? ")" : "]");
  space();
  put(people_[kPeople - 1]);
  space();
  put("기자 = ");
  count_eojeols(2);
}

void Composer::subheading() {
  for (std::uint32_t words = 3 + random_.below(5); words > 0; --words) {
    noun();
    if (words > 1) space();
  }
  count_eojeols(1);
}

void Composer::bullets() {
  static constexpr std::array<std::string_view, 4> kMarks = {"▲", "△", "▷", "◇"};
  const std::string_view mark = random_.pick(kMarks);
  for (std::uint32_t items = 3 + random_.below(4); items > 0; --items) {
    put(mark);
    if (random_.percent(50)) space();
    noun_phrase();
    if (items > 1) space();
  }
  put(' ');
  count_eojeols(1);
  static constexpr std::array<std::string_view, 3> kEnds = {"등이다.", "순이다.", "등이 있다."};
  put(random_.pick(kEnds));
}

void Composer::closing() {
  const std::uint32_t form = random_.below(100);
  if (form >= 40) return;
  put(form < 20 ? "\n\n" : " ");
  count_eojeols(1);
  if (form < 12) {
    put("저작권자 ⓒ ");
    put(words_.papers[paper_].first);
    put(" 무단전재 및 재배포 금지");
    count_eojeols(5);
    return;
  }
  put(people_[kPeople - 1]);
  put(" 기자 ");
  count_eojeols(2);
  put("news");
  put_decimal(random_.below(1000), false);
  put("@");
  put(words_.papers[paper_].second);
  put(".example");
}

std::string_view Composer::body(std::vector<AttachedJosa>* josa) {
  static const QuantileTable kBodyLengths(kBodyLength);
  static const QuantileTable kSentenceLengths(kSentenceLength);
  log_josa(josa);
  const auto budget = static_cast<std::size_t>(kBodyLengths.sample(random_.next()));
  // One paragraph in half of the articles, two in most of the others; long ones may have more.
  const std::uint32_t form = random_.below(100);
  const std::size_t paragraphs = form < 60   ? 1
                                 : form < 91 ? 2
                                 : form < 97 ? 3
                                             : 4 + random_.below(12);
  if (paragraphs > 1 && random_.percent(60)) {
    subheading();
    put("\n\n");
  }
  if (random_.percent(35)) byline();
  std::size_t paragraph = 1;
  for (bool first = true; first || eojeols() + 5 < budget; first = false) {
    if (!has_room(kReserveBytes)) break;
    if (!first) {
      if (paragraph < paragraphs && eojeols() > budget * paragraph / paragraphs) {
        put("\n\n");
        ++paragraph;
      } else if (!glued_ || random_.percent(25)) {
        put(' ');
      }
    }
    auto length = static_cast<std::size_t>(kSentenceLengths.sample(random_.next()) + .5);
    if (budget > eojeols()) length = std::min(length, budget - eojeols());
    const std::uint32_t kind = random_.below(100);
    if (kind < 16 && length > 6) {
      speech(length);
    } else if (kind < 18 && length > 9) {
      bullets();
    } else {
      sentence(length);
    }
    count_eojeols(1);
  }
  closing();
  log_josa(nullptr);
  return since(0);
}

std::string_view Composer::title() {
  static const QuantileTable kTitleLengths(kTitleLength);
  const std::size_t begin = size();
  start_counting();
  const auto budget = static_cast<std::size_t>(kTitleLengths.sample(random_.next()) + .9);
  if (random_.percent(6)) {
    put(random_.percent(50) ? "[단독] " : "[속보] ");
    count_eojeols(1);
  }
  const std::uint32_t opening = random_.below(100);
  if (opening < 10) {
    put(words_.headline_hanja.sample(random_.next()));
  } else if (opening < 30) {
    put(people_[0]);
  } else if (opening < 55) {
    put(organisations_[0]);
  } else {
    noun();
  }
  if (random_.percent(45)) put(',');
  space();
  bool broken = false;
  while (eojeols() + 1 < budget) {
    const std::uint32_t kind = random_.below(100);
    if (kind < 10) {
      quoted_noun();
    } else if (kind < 22) {
      number();
    } else if (kind < 28) {
      adverb();
    } else {
      noun();
      if (random_.percent(12)) josa(random_.percent(50) ? Josa::kAt : Josa::kObject);
    }
    if (!broken && eojeols() + 4 > budget && random_.percent(45)) {
      put("…");
      count_eojeols(1);
      broken = true;
    } else {
      space();
    }
  }
  put(words_.actions.sample(random_.next()));
  return since(begin);
}

void Composer::write_metadata(GeneratedArticle& article) {
  const WordPair& paper = words_.papers[paper_];
  article.press = paper.first.view();
  article.section = words_.sections.sample(random_.next()).view();
  article.date.clear();
  append_padded(article.date, 2016 + random_.below(10), 4);
  article.date += '-';
  append_padded(article.date, 1 + random_.below(12), 2);
  article.date += '-';
  append_padded(article.date, 1 + random_.below(28), 2);
  article.date += ' ';
  append_padded(article.date, random_.below(24), 2);
  article.date += ':';
  append_padded(article.date, random_.below(60), 2);
  article.reporter = people_[kPeople - 1].view();
  article.reporter.append("(desk@").append(paper.second.view()).append(".example)");
  article.url.assign("https://news.").append(paper.second.view()).append(".example/article/");
  article.url += article.id;
}

}  // namespace gisa::bench