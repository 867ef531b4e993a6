// The same corpus as a segment of ours and as a database made by Xapian: nothing may differ but
// that ours has no term lists.
#include <gtest/gtest.h>
#include <xapian.h>

#include <ostream>

#include "indexer/glass/checker.h"
#include "tests/indexer/glass/compare_databases.h"
#include "tests/indexer/glass/corpus.h"

namespace gisa::test {
namespace {

struct Case {
  const char* name;
  CorpusShape shape;
  std::uint32_t seed = 1;
  std::size_t block_size = 8192;

  friend void PrintTo(const Case& test, std::ostream* out) { *out << test.name; }
};

class Differential : public testing::TestWithParam<Case> {};

TEST_P(Differential, SegmentEqualsXapians) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus(GetParam().shape, GetParam().seed);
  const Metadata metadata = {{"gisa.format", "1"}, {"a", "x"}, {"gisa.z", std::string("\0y", 2)}};
  build_ours(corpus, scratch / "ours", metadata, GetParam().block_size);
  build_xapian(corpus, scratch / "xapian", metadata);
  EXPECT_EQ(glass::check_segment(scratch / "ours"), std::vector<std::string>());
  EXPECT_EQ(check_messages((scratch / "ours").string()), "");
  EXPECT_EQ(differences(Xapian::Database((scratch / "ours").string()),
                        Xapian::Database((scratch / "xapian").string())),
            std::vector<std::string>());
}

const Case kCases[] = {
    {"NoDocuments", {.documents = 0}},
    {"OneDocument", {.documents = 1}},
    {"OneEmptyDocument", {.documents = 1, .terms_per_document = 0, .slots = 0, .data_bytes = 0}},
    {"TwoDocuments", {.documents = 2, .vocabulary = 3}},
    {"SmallBlocks", {.documents = 300, .odd_terms = true}, 2, 2048},
    {"LargeBlocks", {.documents = 300, .odd_terms = true, .odd_documents = true}, 3, 65536},
    {"Gaps", {.documents = 500, .largest_gap = 40, .slots = 3}, 4},
    {"WideGaps", {.documents = 300, .largest_gap = 100000}, 5},
    {"OddTerms", {.documents = 400, .terms_per_document = 60, .odd_terms = true}, 6},
    {"OddDocuments", {.documents = 400, .largest_gap = 3, .slots = 6, .odd_documents = true}, 7},
    {"LargeData", {.documents = 40, .data_bytes = 40000, .odd_documents = true}, 8},
    {"NoData", {.documents = 100, .data_bytes = 0}, 9},
    {"FewTermsManyChunks", {.documents = 9000, .vocabulary = 12, .terms_per_document = 8}, 10},
    {"AllOdd",
     {.documents = 500, .largest_gap = 400, .slots = 6, .odd_terms = true, .odd_documents = true},
     11,
     2048},
};

INSTANTIATE_TEST_SUITE_P(Shapes, Differential, testing::ValuesIn(kCases),
                         [](const auto& test) { return test.param.name; });

}  // namespace
}  // namespace gisa::test
