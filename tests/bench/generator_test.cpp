#include "bench/generator/generator.h"

#include <gtest/gtest.h>
#include <simdjson.h>

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "bench/generator/morphology.h"
#include "bench/generator/random.h"
#include "bench/generator/text_statistics.h"
#include "bench/generator/vocabulary.h"

namespace gisa::bench {
namespace {

std::string line_of(const Generator& generator, std::uint64_t number) {
  GeneratedArticle article;
  generator.generate(number, article);
  std::string line;
  append_json_line(article, line);
  return line;
}

// --- Determinism ------------------------------------------------------------------------------

TEST(Generator, AnArticleDependsOnSeedAndNumberOnly) {
  const Generator forwards(7), backwards(7);
  std::vector<std::string> lines;
  for (std::uint64_t number = 0; number < 100; ++number) {
    lines.push_back(line_of(forwards, number));
  }
  for (std::uint64_t number = 100; number-- > 0;) {
    EXPECT_EQ(line_of(backwards, number), lines[number]);
  }
}

TEST(Generator, ThreadsShareOneGenerator) {
  const Generator generator(3);
  std::vector<std::string> together(200);
  const auto work = [&](std::uint64_t first) {
    for (std::uint64_t i = first; i < together.size(); i += 2) together[i] = line_of(generator, i);
  };
  std::thread even(work, 0), odd(work, 1);
  even.join();
  odd.join();
  for (std::uint64_t i = 0; i < together.size(); ++i) EXPECT_EQ(together[i], line_of(generator, i));
}

TEST(Generator, ReusedArticlesKeepNothing) {
  const Generator generator(1);
  GeneratedArticle reused, fresh;
  generator.generate(5, reused);
  generator.generate(6, reused);
  generator.generate(6, fresh);
  EXPECT_EQ(reused.body, fresh.body);
  EXPECT_EQ(reused.date, fresh.date);
  EXPECT_EQ(reused.url, fresh.url);
}

TEST(Generator, SeedsAndNumbersGiveOtherArticles) {
  std::set<std::string> bodies;
  GeneratedArticle article;
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    for (std::uint64_t number = 0; number < 100; ++number) {
      Generator(seed).generate(number, article);
      bodies.insert(article.body);
    }
  }
  EXPECT_EQ(bodies.size(), 1000u);
}

TEST(Generator, VeryLargeNumbersWork) {
  GeneratedArticle article;
  Generator(1).generate(~std::uint64_t{0}, article);
  EXPECT_EQ(article.id, "gen-18446744073709551615");
  EXPECT_FALSE(article.body.empty());
}

// --- Encoding ---------------------------------------------------------------------------------

TEST(Generator, LinesAreValidUtf8AndJsonThatReadsBack) {
  const Generator generator(11);
  simdjson::dom::parser parser;
  GeneratedArticle article;
  for (std::uint64_t number = 0; number < 2000; ++number) {
    generator.generate(number, article);
    std::string line;
    append_json_line(article, line);
    ASSERT_TRUE(simdjson::validate_utf8(line.data(), line.size())) << number;
    ASSERT_EQ(std::count(line.begin(), line.end(), '\n'), 1) << number;
    const simdjson::dom::element json = parser.parse(line);
    const std::map<std::string, std::string> expected = {
        {"id", article.id},     {"title", article.title},      {"body", article.body},
        {"date", article.date}, {"press", article.press},      {"section", article.section},
        {"url", article.url},   {"reporter", article.reporter}};
    EXPECT_EQ(simdjson::dom::object(json).size(), expected.size());
    for (const auto& [name, value] : expected) {
      EXPECT_EQ(std::string_view(json[name]), value) << number << " " << name;
      EXPECT_FALSE(value.empty()) << number << " " << name;
    }
  }
}

TEST(Json, EscapesWhatMustBeEscaped) {
  GeneratedArticle article;
  article.title = "a\"b\\c";
  // Every position within a group of eight, and a rest shorter than one.
  for (int byte = 0; byte < 0x20; ++byte) article.body += std::string("가나다") + char(byte);
  article.body += "끝\x7f";
  std::string line;
  append_json_line(article, line);
  simdjson::dom::parser parser;
  const simdjson::dom::element json = parser.parse(line);
  EXPECT_EQ(std::string_view(json["title"]), article.title);
  EXPECT_EQ(std::string_view(json["body"]), article.body);
}

// --- Statistics -------------------------------------------------------------------------------

std::map<std::string, double> measured(std::uint64_t seed, std::size_t articles) {
  const Generator generator(seed);
  TextStatistics statistics({1000, 4000});
  GeneratedArticle article;
  for (std::uint64_t number = 0; number < articles; ++number) {
    generator.generate(number, article);
    statistics.add(article.title, article.body);
  }
  std::map<std::string, double> rows;
  for (const Statistic& row : statistics.report()) rows[row.name] = row.value;
  return rows;
}

TEST(Generator, StatisticsFollowRealNews) {
  struct Expectation {
    const char* row;
    double real;       // in real news, see README.md
    double tolerance;  // relative
  };
  const Expectation kExpectations[] = {
      {"title bytes, median", 78, .15},
      {"title eojeol, mean", 7.46, .1},
      {"body bytes, p10", 619, .25},
      {"body bytes, median", 2152, .1},
      {"body bytes, p90", 4363, .1},
      {"body syllables, median", 616, .1},
      {"body eojeol, median", 203, .1},
      {"sentence eojeol, median", 15, .1},
      {"sentence eojeol, p90", 28, .1},
      {"% of sentences glued to the next", 28.8, .15},
      {"paragraphs an article, mean", 1.96, .15},
      {"eojeol characters, mean", 3.47, .05},
      {"% of eojeol with 2 characters", 24.7, .1},
      {"% of eojeol with 3 characters", 31.7, .1},
      {"% of eojeol with 4 characters", 17.9, .1},
      {"% of eojeol with 5 characters", 10.7, .12},
      {"% of characters: Hangul", 67.9, .03},
      {"% of characters: white space", 22.1, .03},
      {"% of characters: digits", 3.16, .12},
      {"% of characters: Latin letters", 1.78, .15},
      {"% of characters: ASCII punctuation", 4.12, .12},
      {"% of characters: other", 1.0, .15},
      {"% of bytes: ASCII", 13.1, .05},
      {"distinct eojeol after 1000 articles", 84685, .12},
      {"distinct Hangul bigrams after 1000 articles", 34501, .15},
      {"distinct bigrams in an article, mean", 297, .1},
      {"distinct bigrams / bigrams in an article, mean", .689, .1},
      {"% of bigrams: the 1000 most frequent", 45.8, .1},
      {"% of bigrams: the 10000 most frequent", 87.3, .08},
      {"% of syllables: the 100 most frequent", 65.7, .05},
  };
  const std::map<std::string, double> rows = measured(1, 4000);
  for (const Expectation& expected : kExpectations) {
    ASSERT_EQ(rows.count(expected.row), 1u) << expected.row;
    EXPECT_NEAR(rows.at(expected.row), expected.real, expected.tolerance * expected.real)
        << expected.row;
  }
}

TEST(Generator, VocabularyIsSharedBySeeds) {
  // Two seeds are two collections in one language: the bigrams of both together are far fewer than
  // twice those of one.
  const double one = measured(1, 1000).at("distinct Hangul bigrams after 1000 articles");
  TextStatistics both({2000});
  GeneratedArticle article;
  for (const std::uint64_t seed : {1, 2}) {
    const Generator generator(seed);
    for (std::uint64_t number = 0; number < 1000; ++number) {
      generator.generate(number, article);
      both.add(article.title, article.body);
    }
  }
  for (const Statistic& row : both.report()) {
    if (row.name == "distinct Hangul bigrams after 2000 articles") {
      EXPECT_LT(row.value, 1.5 * one);
    }
  }
}

TEST(TextStatistics, CountsAsItsNamesSay) {
  TextStatistics statistics({1});
  // Eight eojeol in three sentences (the second glued to the first, the last without a full stop).
  statistics.add("제목 둘", "나라의 AI는 3% 올랐다.다시 올랐다.\n\n美 끝");
  std::map<std::string, double> rows;
  for (const Statistic& row : statistics.report()) rows[row.name] = row.value;
  EXPECT_EQ(rows["title eojeol, mean"], 2);
  EXPECT_EQ(rows["body eojeol, mean"], 8);
  EXPECT_EQ(rows["sentences an article, mean"], 3);
  EXPECT_NEAR(rows["% of sentences glued to the next"], 100.0 / 3, 1e-9);
  EXPECT_EQ(rows["paragraphs an article, mean"], 2);
  EXPECT_EQ(rows["distinct eojeol after 1 articles"], 7);  // 올랐다. stands twice
  // 나라 라의 올랐 랐다 다시: 올랐 and 랐다 twice, nothing across a full stop or space.
  EXPECT_EQ(rows["distinct Hangul bigrams after 1 articles"], 5);
}

// --- Morphology -------------------------------------------------------------------------------

// Written again rather than taken from morphology.h, so that a mistake there shows.
enum class Sound { kOpen, kClosed, kRieul, kUnknown };

Sound sound_of(std::string_view word) {
  if (word.empty()) return Sound::kUnknown;
  const auto last = static_cast<unsigned char>(word.back());
  if (last < 0x80) {
    switch (last) {  // 영 일 이 삼 사 오 육 칠 팔 구; 엘 엠 엔 아르/알
      case '0':
      case '3':
      case '6':
      case 'M':
      case 'N':
        return Sound::kClosed;
      case '1':
      case '7':
      case '8':
      case 'L':
      case 'R':
        return Sound::kRieul;
      case '2':
      case '4':
      case '5':
      case '9':
      case '%':
        return Sound::kOpen;
      default:
        return last >= 'A' && last <= 'Z' ? Sound::kOpen : Sound::kUnknown;
    }
  }
  if (word.size() < 3) return Sound::kUnknown;
  const auto at = [&](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(word[word.size() - i]));
  };
  const unsigned code = (at(3) & 15) << 12 | (at(2) & 63) << 6 | (at(1) & 63);
  if (code < 0xAC00 || code > 0xD7A3) return Sound::kUnknown;
  const unsigned final_consonant = (code - 0xAC00) % 28;
  return final_consonant == 0 ? Sound::kOpen
                              : (final_consonant == 8 ? Sound::kRieul : Sound::kClosed);
}

// Particles agree with the word itself, past closing quotes and an explanation in brackets.
std::string_view strip_closing(std::string_view text) {
  for (;;) {
    if (text.ends_with("’") || text.ends_with("”")) {
      text.remove_suffix(3);
    } else if (text.ends_with("'") || text.ends_with("\"")) {
      text.remove_suffix(1);
    } else if (text.ends_with(")")) {
      text = text.substr(0, text.rfind('('));
    } else {
      return text;
    }
  }
}

TEST(Generator, JosaAgreeWithTheWordBefore) {
  const std::map<std::string_view, std::set<Sound>> kAllowed = {
      {"는", {Sound::kOpen}},
      {"은", {Sound::kClosed, Sound::kRieul}},
      {"가", {Sound::kOpen}},
      {"이", {Sound::kClosed, Sound::kRieul}},
      {"를", {Sound::kOpen}},
      {"을", {Sound::kClosed, Sound::kRieul}},
      {"와", {Sound::kOpen}},
      {"과", {Sound::kClosed, Sound::kRieul}},
      {"로", {Sound::kOpen, Sound::kRieul}},
      {"으로", {Sound::kClosed}},
      {"로서", {Sound::kOpen, Sound::kRieul}},
      {"으로서", {Sound::kClosed}},
      {"로는", {Sound::kOpen, Sound::kRieul}},
      {"으로는", {Sound::kClosed}},
      {"나", {Sound::kOpen}},
      {"이나", {Sound::kClosed, Sound::kRieul}},
      {"라는", {Sound::kOpen}},
      {"이라는", {Sound::kClosed, Sound::kRieul}},
      {"다", {Sound::kOpen}},
      {"이다", {Sound::kClosed, Sound::kRieul}},
      {"였다", {Sound::kOpen}},
      {"이었다", {Sound::kClosed, Sound::kRieul}}};
  const std::set<std::string_view> kInvariable = {"의", "에",   "에서", "에서는", "에는", "도",
                                                  "만", "부터", "까지", "보다",   "에게", "인"};
  const Generator generator(5);
  GeneratedArticle article;
  std::vector<AttachedJosa> josa;
  std::map<std::string, std::size_t> seen;
  for (std::uint64_t number = 0; number < 5000; ++number) {
    generator.generate(number, article, &josa);
    for (const AttachedJosa& each : josa) {
      const std::string_view form = std::string_view(article.body).substr(each.offset, each.size);
      ++seen[std::string(form)];
      const std::string_view before =
          strip_closing(std::string_view(article.body).substr(0, each.offset));
      const Sound sound = sound_of(before);
      const std::size_t shown = before.size() > 30 ? before.size() - 30 : 0;
      ASSERT_NE(sound, Sound::kUnknown) << number << ": " << before.substr(shown) << form;
      if (kInvariable.count(form) != 0) continue;
      ASSERT_EQ(kAllowed.count(form), 1u) << form;
      ASSERT_EQ(kAllowed.at(form).count(sound), 1u)
          << number << ": " << before.substr(shown) << " + " << form;
    }
  }
  for (const auto& [form, sounds] : kAllowed) EXPECT_GT(seen[std::string(form)], 0u) << form;
}

TEST(Morphology, Josa) {
  const struct {
    Josa josa;
    const char *word, *expected;
  } kCases[] = {
      {Josa::kTopic, "정부", "는"},
      {Josa::kTopic, "시장", "은"},
      {Josa::kTopic, "서울", "은"},
      {Josa::kToward, "서울", "로"},  // ㄹ takes 로 ...
      {Josa::kToward, "시장", "으로"},
      {Josa::kToward, "정부", "로"},
      {Josa::kObject, "CPI", "를"},
      {Josa::kObject, "HBM", "을"},  // ... 엠 is closed
      {Josa::kToward, "URL", "로"},
      {Josa::kSubject, "2023", "이"},
      {Josa::kToward, "107", "로"},  // 칠
      {Josa::kWith, "", "와"},
      {Josa::kCopulaPast, "기자", "였다"},
      {Josa::kCopulaPast, "계획", "이었다"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(josa_form(test.josa, tail_of(test.word)), test.expected) << test.word;
  }
}

TEST(Morphology, Conjugation) {
  const struct {
    const char *stem, *infinitive;
    Ending ending;
    const char* expected;
  } kCases[] = {
      {"하", "해", Ending::kPast, "했다"},
      {"하", "해", Ending::kPresent, "한다"},
      {"하", "해", Ending::kFuture, "할"},
      {"받", "받아", Ending::kPast, "받았다"},
      {"받", "받아", Ending::kPresent, "받는다"},
      {"받", "받아", Ending::kPastAdnominal, "받은"},
      {"받", "받아", Ending::kIf, "받으면"},
      {"받", "받아", Ending::kAim, "받으려는"},
      {"만들", "만들어", Ending::kPresentAdnominal, "만드는"},  // ㄹ drops before ㄴ
      {"만들", "만들어", Ending::kPastAdnominal, "만든"},
      {"만들", "만들어", Ending::kFuture, "만들"},
      {"만들", "만들어", Ending::kIf, "만들면"},  // no 으 after ㄹ
      {"만들", "만들어", Ending::kSaid, "만든다고"},
      {"이끌", "이끌어", Ending::kPastSaid, "이끌었다고"},
      {"부르", "불러", Ending::kPast, "불렀다"},
      {"부르", "불러", Ending::kAlso, "부르며"},
      {"되", "돼", Ending::kPastBut, "됐지만"},
      {"밝히", "밝혀", Ending::kPastAlso, "밝혔으며"},
      {"밝히", "밝혀", Ending::kMust, "밝혀야"},
  };
  for (const auto& test : kCases) {
    EXPECT_EQ(conjugate(test.stem, test.infinitive, test.ending), test.expected);
  }
}

TEST(Vocabulary, ComposedWordsFitAndKnowTheirTail) {
  const Vocabulary& words = Vocabulary::shared();
  for (std::uint64_t rank = 0; rank < 20000; ++rank) {
    const Word word = words.open_word(rank);
    ASSERT_GE(word.size, 6);
    ASSERT_LE(word.size, 15);
    ASSERT_EQ(word.tail, tail_of(word.view())) << word.view();
    for (const Word& name : {words.person(rank), words.organisation(rank), words.location(rank)}) {
      ASSERT_LE(name.size, Word::kCapacity);
      ASSERT_EQ(name.tail, tail_of(name.view())) << name.view();
    }
  }
}

TEST(Vocabulary, WordsTooLongAreRefused) {
  EXPECT_EQ(Word(std::string(30, 'x')).view().size(), 30u);
  EXPECT_THROW(Word(std::string(31, 'x')), std::length_error);
}

// --- Samplers ---------------------------------------------------------------------------------

TEST(AliasTable, DrawsByWeight) {
  const std::vector<double> weights = {5, 0, 3, 2};
  const AliasTable table(weights);
  Random random(1);
  std::vector<double> counts(weights.size());
  for (int i = 0; i < 100000; ++i) ++counts[table.sample(random.next())];
  for (std::size_t i = 0; i < weights.size(); ++i) {
    EXPECT_NEAR(counts[i] / 100000, weights[i] / 10, .01);
  }
  EXPECT_EQ(counts[1], 0);
}

TEST(QuantileTable, ReturnsItsQuantiles) {
  const Quantile points[] = {{0, 1}, {.5, 10}, {.9, 100}, {1, 1000}};
  const QuantileTable table(points);
  Random random(2);
  std::vector<double> values;
  for (int i = 0; i < 100001; ++i) values.push_back(table.sample(random.next()));
  std::sort(values.begin(), values.end());
  EXPECT_NEAR(values[50000], 10, .5);
  EXPECT_NEAR(values[90000], 100, 5);
  EXPECT_GE(values.front(), 1);
  EXPECT_LE(values.back(), 1000);
}

TEST(QuantileTable, ZipfHalvesFrequencyWithEveryDoubling) {
  const QuantileTable table = QuantileTable::zipf(1000, 1, 0);
  Random random(3);
  std::map<int, int> counts;
  for (int i = 0; i < 200000; ++i) ++counts[static_cast<int>(table.sample(random.next()))];
  EXPECT_NEAR(counts[8] / double(counts[4]), .5, .05);
  EXPECT_NEAR(counts[32] / double(counts[16]), .5, .05);
  EXPECT_GE(counts.begin()->first, 1);
  EXPECT_LE(counts.rbegin()->first, 1000);
}

}  // namespace
}  // namespace gisa::bench
