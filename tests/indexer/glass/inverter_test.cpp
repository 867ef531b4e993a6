// The inverter against a std::map.
#include "indexer/inverter/inverter.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <ostream>

#include "gisa/error.h"
#include "indexer/glass/posting_list.h"
#include "indexer/merge/inverter_source.h"
#include "tests/indexer/glass/corpus.h"

namespace gisa {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Postings read(const glass::PostingList& list) {
  Postings out;
  std::uint64_t frequency = 0;
  glass::PostingReader it(list.first, list.body);
  for (; !it.at_end(); it.next()) {
    out.emplace_back(it.document(), it.wdf());
    frequency += it.wdf();
  }
  EXPECT_FALSE(it.is_broken());
  EXPECT_EQ(out.size(), list.documents);
  EXPECT_EQ(out.back().first, list.last);
  EXPECT_EQ(frequency, list.collection_frequency);
  return out;
}

std::map<std::string, Postings> read_terms(const SegmentSource& source, std::string_view from = {},
                                           std::string_view to = {}) {
  std::map<std::string, Postings> out;
  std::string before;
  std::uint32_t largest = 0;
  glass::PostingList list;
  const auto cursor = source.terms(from, to);
  while (cursor->next()) {
    const std::string text(cursor->term());
    EXPECT_LT(before, text);  // ascending, each once
    EXPECT_EQ(cursor->prefix(), term_prefix(text));
    before = text;
    cursor->read(list);
    out[text] = read(list);
    for (const auto& [id, wdf] : out[text]) largest = std::max(largest, wdf);
  }
  EXPECT_GE(cursor->largest_wdf(), largest);
  if (from.empty() && to.empty()) {
    EXPECT_EQ(cursor->largest_wdf(), largest);
  }
  return out;
}

std::map<std::string, Postings> read_all(Inverter& inverter) {
  return read_terms(InverterSource(inverter));
}

struct TermCase {
  std::string_view text;
  bool is_syllables;
};

const TermCase kTermCases[] = {
    {"가", true},
    {"힣", true},
    {"가힣", true},
    {"금리", true},
    {"S금리", true},
    {"S금", true},
    {"XL금리", true},
    {"XL금", true},
    {"XW금", true},
    {"XW금리", true},
    {"", false},
    {"S", false},
    {"XL", false},
    {"금리인", false},
    {"금x", false},
    {"x금", false},
    {"X금리", false},
    {"SXW금", false},
    {"XS금", false},
    {"ㄱ", false},
    {"\xED\x9E\xA4", false},  // behind the last syllable
    {"\xEA\xAF\xBF", false},  // before the first
    {"金利", false},
    {"\xEA\xB8", false},
    {"abc", false},
    {"abcdef", false},
    {"\xEA\x38\x88", false},
    {"금\xE3\x84\xB1", false},
};

TEST(SyllableTerm, IsItsBytes) {
  for (const auto& [text, is_syllables] : kTermCases) {
    const auto term = SyllableTerm::parse(text);
    ASSERT_EQ(term.has_value(), is_syllables) << text;
    if (!term) continue;
    EXPECT_EQ(SyllableTermText(*term).view(), text);
    EXPECT_EQ(term->bytes(), term_prefix(text));
    EXPECT_EQ(term->size(), text.size());
  }
  EXPECT_EQ(SyllableTerm::parse("XL금리"), SyllableTerm(SyllablePrefix::kLink, u'금', u'리'));
  EXPECT_EQ(SyllableTerm::parse("금"), SyllableTerm(SyllablePrefix::kNone, u'금'));
}

TEST(SyllableTerm, NumbersSortAsTheBytesDo) {
  const std::string_view terms[] = {"S가",    "S가가", "S가각", "S각",  "S힣힣", "XL가",
                                    "XL가가", "XL힣",  "XW가",  "XW나", "가",    "가가",
                                    "가힣",   "각",    "금",    "금리", "금맥",  "힣힣"};
  for (std::size_t i = 1; i < std::size(terms); ++i) {
    EXPECT_LT(terms[i - 1], terms[i]);
    EXPECT_LT(SyllableTerm::parse(terms[i - 1])->number(), SyllableTerm::parse(terms[i])->number());
  }
}

TEST(TermNumbers, TellTermsApart) {
  TermNumbers numbers;
  std::map<std::string, std::uint32_t> known;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 5000; ++i) {
      for (const std::string& term :
           {std::to_string(i), std::string(static_cast<std::size_t>(i % 12), '\0'),
            "a longer term " + std::to_string(i), std::string(8, 'a') + std::to_string(i % 30)}) {
        const std::uint32_t number = numbers.number(term);
        EXPECT_EQ(known.try_emplace(term, number).first->second, number);
        EXPECT_EQ(numbers.text(number), term);
      }
    }
  }
  EXPECT_EQ(known.size(), numbers.size());
}

TEST(TermPrefix, SortsAsTheTermsDo) {
  const std::string terms[] = {std::string("\0", 1),
                               std::string("\0a", 2),
                               "a",
                               "ab",
                               "abcdefgh",
                               "abcdefghi",
                               "b",
                               "금리",
                               "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"};
  for (std::size_t i = 1; i < std::size(terms); ++i) {
    EXPECT_LE(term_prefix(terms[i - 1]), term_prefix(terms[i]));
  }
  EXPECT_EQ(term_prefix("금리"), 0xEAB888EBA6AC0000u);
}

struct ShapeCase {
  const char* name;
  test::CorpusShape shape;

  friend void PrintTo(const ShapeCase& test, std::ostream* out) { *out << test.name; }
};

class InverterModel : public testing::TestWithParam<ShapeCase> {};

TEST_P(InverterModel, HoldsWhatWasAdded) {
  const test::Corpus corpus = test::make_corpus(GetParam().shape, 77);
  std::map<std::string, Postings> expected;
  for (const auto& [id, document] : corpus) {
    for (const auto& [term, wdf] : document.terms) expected[term].emplace_back(id, wdf);
  }
  Inverter inverter;
  test::invert(corpus, inverter, 5);
  const InverterSource source(inverter);
  EXPECT_EQ(read_terms(source), expected);
  // Between any two terms.
  const std::vector<std::string> bounds = source.dividing_terms(7);
  EXPECT_TRUE(std::ranges::is_sorted(bounds));
  for (std::size_t i = 0; i < bounds.size(); ++i) {
    const std::string to = i + 1 < bounds.size() ? bounds[i + 1] : "";
    const auto begin = expected.lower_bound(bounds[i]);
    const auto end = to.empty() ? expected.end() : expected.lower_bound(to);
    EXPECT_EQ(read_terms(source, bounds[i], to), (std::map<std::string, Postings>(begin, end)));
  }
  std::size_t i = 0;
  for (const auto& [id, document] : corpus) {
    const Inverter::Document& kept = inverter.documents()[i++];
    std::uint32_t length = 0;
    for (const auto& [term, wdf] : document.terms) length += wdf;
    EXPECT_EQ(kept.id, id);
    EXPECT_EQ(kept.length, length);
    EXPECT_EQ(kept.data, document.data);
  }
}

const ShapeCase kShapeCases[] = {
    {"NoDocuments", {.documents = 0}},
    {"OneDocument", {.documents = 1}},
    {"SmallVocabulary", {.documents = 2000, .vocabulary = 30}},
    {"LongLists", {.documents = 9000, .vocabulary = 50, .terms_per_document = 4}},
    {"LargeVocabulary", {.documents = 2000, .vocabulary = 20000}},
    {"WideGaps", {.documents = 500, .largest_gap = 5000000}},
    {"Odd", {.documents = 800, .odd_terms = true, .odd_documents = true}},
};

INSTANTIATE_TEST_SUITE_P(Shapes, InverterModel, testing::ValuesIn(kShapeCases),
                         [](const auto& test) { return test.param.name; });

TEST(Inverter, DiscardedDocumentsLeaveNothing) {
  Inverter inverter;
  inverter.begin_document(1);
  inverter.add("kept", 2);
  inverter.end_document("data");
  inverter.begin_document(2);
  inverter.add("gone", 1);
  inverter.add("gone too, and long", 1);
  inverter.add_value(0, "gone");
  inverter.discard_document();
  inverter.begin_document(3);  // never ended
  inverter.add("gone", 1);
  inverter.begin_document(4);
  inverter.add("kept", 1);
  inverter.end_document("");
  EXPECT_EQ(read_all(inverter), (std::map<std::string, Postings>{{"kept", {{1, 2}, {4, 1}}}}));
  EXPECT_EQ(inverter.documents().size(), 2u);
  EXPECT_TRUE(inverter.values().empty());
}

TEST(Inverter, RefusesIdsThatDoNotRiseAndTermsThatDoNotFit) {
  Inverter inverter;
  EXPECT_THROW(inverter.begin_document(0), Error);
  inverter.begin_document(7);
  inverter.end_document("");
  EXPECT_THROW(inverter.begin_document(7), Error);
  inverter.begin_document(8);
  EXPECT_THROW(inverter.add("", 1), Error);
  EXPECT_THROW(inverter.add(std::string(246, 'a'), 1), Error);
  inverter.add(std::string(245, 'a'), 1);
  inverter.end_document("");
  inverter.seal();
  EXPECT_THROW(inverter.begin_document(9), Error);
}

TEST(Inverter, RefusesADocumentWhoseLengthOverflows) {
  Inverter inverter;
  inverter.begin_document(1);
  inverter.add("a", 0xFFFFFFFF);
  inverter.add("b", 1);
  EXPECT_THROW(inverter.end_document(""), Error);
  inverter.begin_document(1);
  inverter.add("a", 0xFFFFFFFF);
  inverter.end_document("");
  inverter.begin_document(2);
  inverter.add("a", 0xFFFFFFFF);
  inverter.end_document("");
  EXPECT_EQ(read_all(inverter),
            (std::map<std::string, Postings>{{"a", {{1, 0xFFFFFFFF}, {2, 0xFFFFFFFF}}}}));
}

// An occurrence of a syllable term has 22 bits for the wdf, a list one byte or more.
TEST(Inverter, AddsUpAnyWdf) {
  Inverter inverter;
  std::map<std::string, Postings> expected;
  std::uint32_t id = 0;
  for (const std::uint32_t wdf :
       {0u, 1u, 126u, 127u, 128u, 16383u, 16384u, 4194302u, 4194303u, 4194304u, 9000000u}) {
    for (const std::uint32_t more : {0u, 1u, 127u, 4194303u}) {
      inverter.begin_document(++id);
      for (const std::string term : {"금", "금리", "XW금", "word"}) {
        inverter.add(term, wdf);
        inverter.add(term, more);
        expected[term].emplace_back(id, wdf + more);
      }
      inverter.end_document("");
    }
  }
  EXPECT_EQ(read_all(inverter), expected);
}

// Of 70 and 300 documents in a row, of ids as far apart as an epoch is long, of a document as
// large.
TEST(Inverter, EpochsAndListsEndSomewhere) {
  Inverter inverter;
  std::map<std::string, Postings> expected;
  std::uint32_t id = 0;
  const auto add = [&](std::uint32_t step, std::uint32_t wdf, std::size_t times) {
    inverter.begin_document(id += step);
    for (std::size_t i = 0; i < times; ++i) {
      inverter.add("금리", wdf);
      inverter.add("XL가힣", 1);
    }
    inverter.end_document("");
    const auto count = static_cast<std::uint32_t>(times);
    expected["금리"].emplace_back(id, wdf * count);
    expected["XL가힣"].emplace_back(id, count);
  };
  for (int i = 0; i < 300; ++i) add(1, 1, 1);
  for (int i = 0; i < 300; ++i) add(200, 200, 2);
  for (int i = 0; i < 70; ++i) add(130, 5'000'000, 1);
  for (const std::uint32_t step : {127, 128, 129, 4094, 4095, 4096, 4097, 1, 100'000, 1}) {
    add(step, 1, 1);
  }
  add(1, 1, 300'000);
  add(1, 1, 1);
  inverter.begin_document(id + 1);
  inverter.add("나라", 1);
  inverter.discard_document();
  EXPECT_EQ(read_all(inverter), expected);
}

// Epochs that follow one another, overlap, and lie within one another.
TEST(Inverter, SeveralAreReadAsOne) {
  const test::Corpus corpus =
      test::make_corpus({.documents = 3000, .vocabulary = 300, .largest_gap = 2}, 3);
  std::map<std::string, Postings> expected;
  for (const auto& [id, document] : corpus) {
    for (const auto& [term, wdf] : document.terms) expected[term].emplace_back(id, wdf);
  }
  for (const std::size_t batch : {1, 7, 400, 1500, 3000}) {
    for (const bool tells_batches : {true, false}) {
      Inverter inverters[3];
      std::size_t i = 0;
      for (const auto& [id, document] : corpus) {
        Inverter& inverter = inverters[i / batch % 3];
        if (tells_batches && i % batch == 0) inverter.begin_batch();
        test::add_document(id, document, inverter);
        ++i;
      }
      const InverterSource source({&inverters[0], &inverters[1], &inverters[2]});
      EXPECT_EQ(read_terms(source), expected) << batch << ' ' << tells_batches;
      std::vector<std::uint32_t> ids;
      for (const auto& [id, length] : source.documents()) ids.push_back(id);
      EXPECT_EQ(ids.size(), corpus.size());
      EXPECT_TRUE(std::ranges::is_sorted(ids));
    }
  }
}

TEST(Inverter, CountsItsMemory) {
  Inverter inverter;
  const std::uint64_t empty = inverter.memory_bytes();
  EXPECT_LT(empty, 1u << 20);
  std::uint64_t before = empty;
  for (std::uint32_t id = 1; id <= 300; ++id) {
    inverter.begin_document(id);
    for (std::uint32_t i = 0; i < 1000; ++i) inverter.add(std::to_string(id * 700 + i), 1);
    inverter.end_document(std::string(5000, 'x'));
    EXPECT_GE(inverter.memory_bytes(), before);
    before = inverter.memory_bytes();
  }
  // 300,000 occurrences of 12 bytes; 210,700 terms of 22 bytes, a table of at least 16 bytes each,
  // 1.5 MB of data.
  EXPECT_GT(before, 13'000'000u);
  EXPECT_LT(before, 30'000'000u);
  inverter.clear();
  EXPECT_EQ(inverter.memory_bytes(), empty);
  inverter.begin_document(1);
  inverter.add("again", 1);
  inverter.end_document("");
  EXPECT_EQ(read_all(inverter), (std::map<std::string, Postings>{{"again", {{1, 1}}}}));
}

}  // namespace
}  // namespace gisa
