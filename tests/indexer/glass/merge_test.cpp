// Merging: of inverters whose documents interleave, of segments on disk with and without deleted
// documents, of both, against the corpus that should come out.
#include <gtest/gtest.h>
#include <xapian.h>

#include <memory>
#include <ostream>

#include "gisa/error.h"
#include "indexer/glass/checker.h"
#include "indexer/merge/glass_source.h"
#include "indexer/merge/inverter_source.h"
#include "tests/indexer/glass/compare_databases.h"
#include "tests/indexer/glass/corpus.h"

namespace gisa::test {
namespace {

using Lines = std::vector<std::string>;

/// Compares a segment with the corpus built by Xapian; `expected` has the segment's ids.
void expect_segment(const std::filesystem::path& segment, const Corpus& expected,
                    const std::filesystem::path& reference) {
  build_xapian(expected, reference);
  EXPECT_EQ(glass::check_segment(segment), Lines());
  EXPECT_EQ(check_messages(segment.string()), "");
  EXPECT_EQ(differences(Xapian::Database(segment.string()), Xapian::Database(reference.string())),
            Lines());
}

/// Deals documents to `count` corpora in batches.
std::vector<Corpus> deal(const Corpus& corpus, std::size_t count, std::size_t batch) {
  std::vector<Corpus> parts(count);
  std::size_t i = 0;
  for (const auto& [id, document] : corpus) parts[i++ / batch % count][id] = document;
  return parts;
}

std::vector<std::uint32_t> every_nth(const Corpus& corpus, std::size_t n, std::size_t from = 0) {
  std::vector<std::uint32_t> ids;
  std::size_t i = 0;
  for (const auto& [id, document] : corpus) {
    if (i++ % n == from % n) ids.push_back(id);
  }
  return ids;
}

Corpus without(const Corpus& corpus, const std::vector<std::uint32_t>& deleted) {
  Corpus out = corpus;
  for (const std::uint32_t id : deleted) out.erase(id);
  return out;
}

/// Corpora one after the other, ids from 1 without gaps.
Corpus concatenate(const std::vector<Corpus>& corpora) {
  Corpus out;
  std::uint32_t id = 0;
  for (const Corpus& corpus : corpora) {
    for (const auto& [old_id, document] : corpus) out[++id] = document;
  }
  return out;
}

SegmentOptions with(Numbering numbering, unsigned threads = 1) {
  SegmentOptions options;
  options.numbering = numbering;
  options.threads = threads;
  return options;
}

struct InverterCase {
  const char* name;
  CorpusShape shape;
  std::size_t inverters;
  std::size_t batch;
  unsigned threads;

  friend void PrintTo(const InverterCase& test, std::ostream* out) { *out << test.name; }
};

class InterleavedInverters : public testing::TestWithParam<InverterCase> {};

TEST_P(InterleavedInverters, BecomeOneSegment) {
  const ScratchDirectory scratch;
  const InverterCase& test = GetParam();
  const Corpus corpus = make_corpus(test.shape, 21);
  std::vector<std::unique_ptr<Inverter>> inverters;
  std::vector<InverterSource> sources;
  for (const Corpus& part : deal(corpus, test.inverters, test.batch)) {
    inverters.push_back(std::make_unique<Inverter>());
    invert(part, *inverters.back());
    sources.emplace_back(*inverters.back());
  }
  std::vector<MergeSource> merge;
  for (const InverterSource& source : sources) merge.push_back({&source, {}});
  write_segment(merge, scratch / "kept", with(Numbering::kKeep, test.threads));
  expect_segment(scratch / "kept", corpus, scratch / "kept-reference");
  // The same in one source, with documents left out.
  std::vector<Inverter*> all;
  for (const auto& inverter : inverters) all.push_back(inverter.get());
  const InverterSource joint(all);
  const std::vector<std::uint32_t> deleted = every_nth(corpus, 5);
  const MergeSource merge_joint[] = {{&joint, deleted}};
  write_segment(merge_joint, scratch / "joint", with(Numbering::kKeep, test.threads));
  expect_segment(scratch / "joint", without(corpus, deleted), scratch / "joint-reference");
}

const InverterCase kInverterCases[] = {
    {"Two", {.documents = 600}, 2, 40, 1},
    {"TwoOneByOne", {.documents = 300, .largest_gap = 5}, 2, 1, 2},
    {"Five",
     {.documents = 700, .largest_gap = 3, .odd_terms = true, .odd_documents = true},
     5,
     30,
     2},
    {"LongLists", {.documents = 6000, .vocabulary = 10, .terms_per_document = 6}, 3, 500, 2},
    {"MoreThanDocuments", {.documents = 3}, 6, 1, 3},
    {"None", {.documents = 0}, 2, 1, 2},
};

INSTANTIATE_TEST_SUITE_P(Cases, InterleavedInverters, testing::ValuesIn(kInverterCases),
                         [](const auto& test) { return test.param.name; });

struct DiskCase {
  const char* name;
  CorpusShape shape;
  std::size_t segments;
  std::size_t delete_every;  // 0: none
  unsigned threads;
  bool by_xapian = false;  // every other segment is Xapian's

  friend void PrintTo(const DiskCase& test, std::ostream* out) { *out << test.name; }
};

class SegmentsOnDisk : public testing::TestWithParam<DiskCase> {};

TEST_P(SegmentsOnDisk, BecomeOneSegment) {
  const ScratchDirectory scratch;
  const DiskCase& test = GetParam();
  std::vector<std::unique_ptr<GlassSource>> sources;
  std::vector<MergeSource> merge;
  std::vector<Corpus> kept;
  for (std::size_t i = 0; i < test.segments; ++i) {
    const Corpus corpus = make_corpus(test.shape, static_cast<std::uint32_t>(31 + i));
    const auto path = scratch / ("source" + std::to_string(i));
    if (test.by_xapian && i % 2 == 1) {
      build_xapian(corpus, path);
    } else {
      build_ours(corpus, path);
    }
    sources.push_back(std::make_unique<GlassSource>(path));
    std::vector<std::uint32_t> deleted;
    if (test.delete_every != 0) deleted = every_nth(corpus, test.delete_every, i);
    kept.push_back(without(corpus, deleted));
    merge.push_back({sources.back().get(), deleted});
  }
  write_segment(merge, scratch / "merged", with(Numbering::kBySource, test.threads));
  expect_segment(scratch / "merged", concatenate(kept), scratch / "expected");
}

const DiskCase kDiskCases[] = {
    {"One", {.documents = 200}, 1, 0, 1},
    {"Three", {.documents = 300}, 3, 0, 2},
    {"Gaps", {.documents = 300, .largest_gap = 50}, 3, 0, 1},
    {"WideGaps", {.documents = 200, .largest_gap = 9000}, 3, 5, 1},
    {"Deleted", {.documents = 400, .largest_gap = 2}, 4, 3, 2},
    {"AllDeleted", {.documents = 100}, 2, 1, 1},
    {"Odd",
     {.documents = 400, .largest_gap = 6, .slots = 6, .odd_terms = true, .odd_documents = true},
     5,
     4,
     2},
    {"LongLists", {.documents = 4000, .vocabulary = 8, .terms_per_document = 5}, 3, 7, 2},
    {"ManySmall", {.documents = 5, .vocabulary = 60}, 60, 3, 1},
    {"OfBothWriters", {.documents = 300, .largest_gap = 2, .data_bytes = 300}, 4, 0, 2, true},
    {"OfBothWritersDeleted", {.documents = 300, .odd_terms = true}, 4, 5, 1, true},
};

INSTANTIATE_TEST_SUITE_P(Cases, SegmentsOnDisk, testing::ValuesIn(kDiskCases),
                         [](const auto& test) { return test.param.name; });

TEST(Merge, MemoryAndDiskInOne) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus({.documents = 900, .largest_gap = 3}, 5);
  const std::vector<Corpus> parts = deal(corpus, 3, 70);
  build_ours(parts[0], scratch / "disk");
  const GlassSource on_disk(scratch / "disk");
  Inverter first;
  Inverter second;
  invert(parts[1], first);
  invert(parts[2], second);
  const InverterSource sources[] = {InverterSource(first), InverterSource(second)};
  const std::vector<std::uint32_t> deleted = every_nth(parts[1], 4);
  const MergeSource merge[] = {{&on_disk, {}}, {&sources[0], deleted}, {&sources[1], {}}};
  write_segment(merge, scratch / "merged", with(Numbering::kKeep, 2));
  expect_segment(scratch / "merged", without(corpus, deleted), scratch / "reference");
}

TEST(Merge, KeepsIdsThoughDocumentsAreDeleted) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus({.documents = 500, .vocabulary = 40}, 6);
  build_ours(corpus, scratch / "source");
  const GlassSource source(scratch / "source");
  const std::vector<std::uint32_t> deleted = every_nth(corpus, 3);
  const MergeSource merge[] = {{&source, deleted}};
  write_segment(merge, scratch / "merged", {});
  expect_segment(scratch / "merged", without(corpus, deleted), scratch / "reference");
}

TEST(Merge, OfAMergeIsAMerge) {
  const ScratchDirectory scratch;
  std::vector<Corpus> corpora;
  for (std::uint32_t i = 0; i < 4; ++i) corpora.push_back(make_corpus({.documents = 150}, i));
  const auto merge_two = [&](const std::string& a, const std::string& b, const std::string& out) {
    const GlassSource first(scratch / a);
    const GlassSource second(scratch / b);
    const MergeSource merge[] = {{&first, {}}, {&second, {}}};
    write_segment(merge, scratch / out, with(Numbering::kBySource));
  };
  for (std::uint32_t i = 0; i < 4; ++i) {
    build_ours(corpora[i], scratch / std::to_string(i));
  }
  merge_two("0", "1", "01");
  merge_two("2", "3", "23");
  merge_two("01", "23", "0123");
  expect_segment(scratch / "0123", concatenate(corpora), scratch / "reference");
}

TEST(Merge, RefusesAnIdThatIsInTwoSources) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus({.documents = 3}, 1);
  Inverter first;
  Inverter second;
  invert(corpus, first);
  invert(corpus, second);
  const InverterSource sources[] = {InverterSource(first), InverterSource(second)};
  const MergeSource merge[] = {{&sources[0], {}}, {&sources[1], {}}};
  EXPECT_THROW(write_segment(merge, scratch / "merged", with(Numbering::kKeep)), Error);
}

TEST(Merge, RefusesAnExistingDirectory) {
  const ScratchDirectory scratch;
  Inverter inverter;
  invert(make_corpus({.documents = 3}, 1), inverter);
  const InverterSource source(inverter);
  const MergeSource merge[] = {{&source, {}}};
  EXPECT_THROW(write_segment(merge, scratch / "", {}), Error);
}

}  // namespace
}  // namespace gisa::test
