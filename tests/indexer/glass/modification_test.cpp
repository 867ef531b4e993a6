// A segment of ours that was given term lists, changed by Xapian: replaced, deleted, added,
// compacted. The same is done to Xapian's own database of the same corpus, and nothing may differ.
#include <gtest/gtest.h>
#include <xapian.h>

#include <ostream>

#include "tests/indexer/glass/compare_databases.h"
#include "tests/indexer/glass/corpus.h"
#include "tests/indexer/glass/term_lists.h"

namespace gisa::test {
namespace {

using Lines = std::vector<std::string>;

Xapian::Document to_xapian(const ModelDocument& model) {
  Xapian::Document document;
  for (const auto& [term, wdf] : model.terms) document.add_term(term, wdf);
  for (const auto& [slot, value] : model.values) document.add_value(slot, value);
  document.set_data(model.data);
  return document;
}

// Four commits, each with some of everything.
void modify(const std::string& path, const Corpus& corpus, const Corpus& news) {
  Xapian::WritableDatabase database(path, Xapian::DB_OPEN | Xapian::DB_NO_SYNC);
  auto next = news.begin();
  std::size_t i = 0;
  for (const auto& [id, document] : corpus) {
    const std::size_t what = i++ % 9;
    if (what == 0) {
      database.delete_document(id);
    } else if (what == 1 && next != news.end()) {
      database.replace_document(id, to_xapian((next++)->second));
    } else if (what == 2 && next != news.end()) {
      database.add_document(to_xapian((next++)->second));
    } else if (what == 3) {
      Xapian::Document changed = database.get_document(id);
      changed.add_term("changed", 3);
      changed.set_data("changed");
      database.replace_document(id, changed);
    }
    if (i % (corpus.size() / 4 + 1) == 0) database.commit();
  }
  database.set_metadata("later", "1");
  database.commit();
}

struct Case {
  const char* name;
  CorpusShape shape;
  std::uint32_t seed;
  std::size_t block_size = 8192;

  friend void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }
};

class Modification : public testing::TestWithParam<Case> {};

TEST_P(Modification, EqualsThatOfXapiansOwn) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus(GetParam().shape, GetParam().seed);
  const Corpus news = make_corpus(GetParam().shape, GetParam().seed + 1000);
  const std::string ours = (scratch / "ours").string();
  const std::string xapian = (scratch / "xapian").string();
  build_ours(corpus, ours, {{"a", "b"}}, GetParam().block_size);
  add_term_lists(corpus, ours);
  build_xapian(corpus, xapian, {{"a", "b"}});
  modify(ours, corpus, news);
  modify(xapian, corpus, news);
  EXPECT_EQ(check_messages(ours), "");
  EXPECT_EQ(differences(Xapian::Database(ours), Xapian::Database(xapian), {.term_lists = true}),
            Lines());

  Xapian::Database(ours).compact(ours + "-compact");
  Xapian::Database(xapian).compact(xapian + "-compact");
  EXPECT_EQ(check_messages(ours + "-compact"), "");
  EXPECT_EQ(differences(Xapian::Database(ours + "-compact"), Xapian::Database(xapian + "-compact"),
                        {.term_lists = true}),
            Lines());
}

const Case kCases[] = {
    {"Plain", {.documents = 400}, 1},
    {"Gaps", {.documents = 300, .largest_gap = 30}, 2},
    {"SmallBlocks", {.documents = 400, .odd_terms = true}, 3, 2048},
    {"Odd",
     {.documents = 400, .largest_gap = 3, .slots = 6, .odd_terms = true, .odd_documents = true},
     4},
    {"LongLists", {.documents = 5000, .vocabulary = 12, .terms_per_document = 6}, 5},
    {"LargeData", {.documents = 60, .data_bytes = 9000, .odd_documents = true}, 6},
};

INSTANTIATE_TEST_SUITE_P(Shapes, Modification, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

TEST(Compaction, OfOursAloneAndWithXapians) {
  const ScratchDirectory scratch;
  const Corpus first = make_corpus({.documents = 300, .odd_terms = true}, 1);
  const Corpus second = make_corpus({.documents = 300}, 2);
  for (const bool has_term_lists : {false, true}) {
    const std::string name = has_term_lists ? "-with" : "-without";
    build_ours(first, scratch / ("ours" + name));
    if (has_term_lists) add_term_lists(first, scratch / ("ours" + name));
    build_xapian(second, scratch / ("xapian" + name));
    build_xapian(first, scratch / ("reference" + name));
    Xapian::Database both((scratch / ("ours" + name)).string());
    both.add_database(Xapian::Database((scratch / ("xapian" + name)).string()));
    Xapian::Database expected((scratch / ("reference" + name)).string());
    expected.add_database(Xapian::Database((scratch / ("xapian" + name)).string()));
    both.compact((scratch / ("both" + name)).string());
    expected.compact((scratch / ("expected" + name)).string());
    EXPECT_EQ(differences(Xapian::Database((scratch / ("both" + name)).string()),
                          Xapian::Database((scratch / ("expected" + name)).string()),
                          {.term_lists = has_term_lists}),
              Lines());
  }
}

// Xapian refuses to change what it could not change rightly.
TEST(Modification, IsRefusedWithoutTermLists) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus({.documents = 10}, 1);
  build_ours(corpus, scratch / "ours");
  Xapian::WritableDatabase database((scratch / "ours").string(), Xapian::DB_OPEN);
  EXPECT_THROW(database.delete_document(corpus.begin()->first), Xapian::DocNotFoundError);
}

}  // namespace
}  // namespace gisa::test
