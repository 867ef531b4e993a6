// The inverter against a std::map.
#include "indexer/inverter/inverter.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "gisa/error.h"
#include "indexer/glass/posting_list.h"
#include "tests/indexer/glass/corpus.h"

namespace gisa {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

Postings read(const Inverter& inverter, const Inverter::SortedTerm& term) {
  glass::PostingList list;
  inverter.read_postings(term, list);
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

std::map<std::string, Postings> read_all(const Inverter& inverter) {
  std::map<std::string, Postings> out;
  std::string scratch;
  std::string before;
  for (const Inverter::SortedTerm& term : inverter.sorted_terms()) {
    const std::string text(inverter.text(term, scratch));
    EXPECT_LT(before, text);  // ascending, each once
    before = text;
    out[text] = read(inverter, term);
  }
  return out;
}

TEST(ShortTerm, IsItsBytes) {
  EXPECT_EQ(ShortTerm("a").key(), 0x6100000000000000u);
  EXPECT_EQ(ShortTerm().add_unit(u'금').add_unit(u'리').key(), ShortTerm("금리").key());
  EXPECT_EQ(ShortTerm("XL").add_unit(u'é').add_unit(u'x').key(), ShortTerm("XLéx").key());
  EXPECT_EQ(ShortTermText(ShortTerm("XL금리").key()).view(), "XL금리");
  EXPECT_TRUE(ShortTerm("XL금리").fits());
  EXPECT_FALSE(ShortTerm("XL금리x").fits());
  EXPECT_TRUE(is_short_term("12345678"));
  EXPECT_FALSE(is_short_term("123456789"));
  EXPECT_FALSE(is_short_term(""));
  EXPECT_FALSE(is_short_term(std::string_view("a\0", 2)));
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
  EXPECT_EQ(term_prefix("금리"), ShortTerm("금리").key());
}

class InverterModel : public testing::TestWithParam<test::CorpusShape> {};

TEST_P(InverterModel, HoldsWhatWasAdded) {
  const test::Corpus corpus = test::make_corpus(GetParam(), 77);
  std::map<std::string, Postings> expected;
  std::uint64_t postings = 0;
  std::uint32_t largest = 0;
  for (const auto& [id, document] : corpus) {
    for (const auto& [term, wdf] : document.terms) {
      expected[term].emplace_back(id, wdf);
      ++postings;
      largest = std::max(largest, wdf);
    }
  }
  Inverter inverter;
  test::invert(corpus, inverter, 5);
  inverter.seal();
  EXPECT_EQ(inverter.postings(), postings);
  EXPECT_EQ(inverter.largest_wdf(), largest);
  EXPECT_EQ(read_all(inverter), expected);
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

INSTANTIATE_TEST_SUITE_P(
    Shapes, InverterModel,
    testing::Values(test::CorpusShape{.documents = 0}, test::CorpusShape{.documents = 1},
                    test::CorpusShape{.documents = 2000, .vocabulary = 30},
                    test::CorpusShape{.documents = 2000, .vocabulary = 20000},
                    test::CorpusShape{.documents = 500, .largest_gap = 5000000},
                    test::CorpusShape{.documents = 800, .odd_terms = true, .odd_documents = true}));

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
  inverter.seal();
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
  inverter.seal();
  glass::PostingList list;
  inverter.read_postings(inverter.sorted_terms()[0], list);
  EXPECT_EQ(list.documents, 2u);
  EXPECT_EQ(list.collection_frequency, 0xFFFFFFFFu);  // as much as Xapian can read
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
  // 210,700 terms of 64 bytes, an index of at least 8 bytes each, 1.5 MB of data.
  EXPECT_GT(before, 15'000'000u);
  EXPECT_LT(before, 30'000'000u);
  inverter.clear();
  EXPECT_EQ(inverter.memory_bytes(), empty);
  inverter.begin_document(1);
  inverter.add("again", 1);
  inverter.end_document("");
  inverter.seal();
  EXPECT_EQ(read_all(inverter), (std::map<std::string, Postings>{{"again", {{1, 1}}}}));
}

}  // namespace
}  // namespace gisa
