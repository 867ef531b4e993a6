// Random corpora through inverters, segments, merges and deletions, in random combinations, against
// plain maps.
//
// A few seeds run always; GISA_GLASS_SOAK=SECONDS goes on with new ones for that long.
#include <gtest/gtest.h>
#include <xapian.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <random>

#include "indexer/glass/checker.h"
#include "indexer/merge/glass_source.h"
#include "indexer/merge/inverter_source.h"
#include "tests/indexer/glass/compare_databases.h"
#include "tests/indexer/glass/corpus.h"

namespace gisa::test {
namespace {

class Fuzz {
 public:
  explicit Fuzz(std::uint32_t seed) : random_(seed) {}

  void run() {
    make_sources();
    SegmentOptions options;
    options.numbering = is_shared_ ? Numbering::kKeep : Numbering::kBySource;
    options.threads = 1 + below(3);
    options.block_size = std::size_t{2048} << below(6);
    write_segment(merge_, scratch_ / "merged", options);
    build_xapian(expected(), scratch_ / "reference");
    EXPECT_EQ(glass::check_segment(scratch_ / "merged"), std::vector<std::string>());
    EXPECT_EQ(check_messages((scratch_ / "merged").string()), "");
    EXPECT_EQ(differences(Xapian::Database((scratch_ / "merged").string()),
                          Xapian::Database((scratch_ / "reference").string())),
              std::vector<std::string>());
  }

 private:
  std::uint32_t below(std::uint32_t limit) {
    return std::uniform_int_distribution<std::uint32_t>(0, limit - 1)(random_);
  }
  bool chance(std::uint32_t of) { return below(of) == 0; }

  CorpusShape shape() {
    return {.documents = chance(10) ? below(3) : below(chance(8) ? 3000 : 300),
            .vocabulary = 1 + below(chance(2) ? 20 : 2000),
            .terms_per_document = below(60),
            .largest_gap = chance(2) ? 1 : 1 + below(chance(4) ? 5000 : 5),
            .slots = below(7),
            .data_bytes = below(chance(10) ? 5000 : 200),
            .odd_terms = chance(2),
            .odd_documents = chance(2)};
  }

  // One space of ids dealt out in batches, or each source its own.
  void make_sources() {
    is_shared_ = chance(2);
    const std::size_t count = 1 + below(5);
    parts_.resize(count);
    if (is_shared_) {
      const std::size_t batch = 1 + below(100);
      std::size_t i = 0;
      for (const auto& [id, document] : make_corpus(shape(), below(1u << 30))) {
        parts_[i++ / batch % count][id] = document;
      }
    } else {
      for (Corpus& part : parts_) part = make_corpus(shape(), below(1u << 30));
    }
    for (const Corpus& part : parts_) add_source(part);
  }

  void add_source(const Corpus& part) {
    inverters_.push_back(std::make_unique<Inverter>());
    invert(part, *inverters_.back(), below(1000));
    sources_.push_back(std::make_unique<InverterSource>(*inverters_.back()));
    if (chance(2)) {
      const auto path = scratch_ / ("source" + std::to_string(sources_.size()));
      const MergeSource one[] = {{sources_.back().get(), {}}};
      write_segment(one, path, {});
      sources_.back() = std::make_unique<GlassSource>(path);
    }
    merge_.push_back({sources_.back().get(), {}});
    if (chance(2)) return;
    const std::uint32_t one_in = 1 + below(20);
    for (const auto& [id, document] : part) {
      if (chance(one_in)) merge_.back().deleted.push_back(id);
    }
  }

  Corpus expected() const {
    Corpus documents;
    for (std::size_t i = 0; i < parts_.size(); ++i) {
      for (const auto& [id, document] : parts_[i]) {
        if (std::ranges::binary_search(merge_[i].deleted, id)) continue;
        documents[is_shared_ ? id : static_cast<std::uint32_t>(documents.size() + 1)] = document;
      }
    }
    return documents;
  }

  std::mt19937 random_;
  ScratchDirectory scratch_;
  bool is_shared_ = false;
  std::vector<Corpus> parts_;
  std::vector<std::unique_ptr<Inverter>> inverters_;
  std::vector<std::unique_ptr<SegmentSource>> sources_;
  std::vector<MergeSource> merge_;
};

TEST(Fuzz, RandomMergesEqualTheModel) {
  for (std::uint32_t seed = 1; seed <= 25; ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Fuzz(seed).run();
    if (HasFailure()) return;
  }
}

TEST(Fuzz, Soak) {
  const char* const seconds = std::getenv("GISA_GLASS_SOAK");
  if (seconds == nullptr) GTEST_SKIP() << "set GISA_GLASS_SOAK to a number of seconds";
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(seconds));
  std::uint32_t seed = std::random_device()();
  for (std::size_t runs = 0; std::chrono::steady_clock::now() < end; ++runs, ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    Fuzz(seed).run();
    if (HasFailure()) return;
    RecordProperty("runs", static_cast<int>(runs + 1));
  }
}

// Lists of many chunks, and ids of three bytes.
TEST(Fuzz, ManyDocuments) {
  const ScratchDirectory scratch;
  const Corpus corpus = make_corpus(
      {.documents = 100000, .vocabulary = 300, .terms_per_document = 5, .data_bytes = 10}, 1);
  build_ours(corpus, scratch / "ours");
  build_xapian(corpus, scratch / "xapian");
  EXPECT_EQ(glass::check_segment(scratch / "ours"), std::vector<std::string>());
  EXPECT_EQ(check_messages((scratch / "ours").string()), "");
  EXPECT_EQ(differences(Xapian::Database((scratch / "ours").string()),
                        Xapian::Database((scratch / "xapian").string())),
            std::vector<std::string>());
}

// The highest ids there are. (xapian-check is left out: it makes a table as long as the last id.)
TEST(Fuzz, HighestDocumentIds) {
  const ScratchDirectory scratch;
  Corpus corpus;
  for (const std::uint32_t id :
       {1u, 0x7FFFu, 0x8000u, 0x3FFFFFu, 0x400000u, 0x7FFFFFFFu, 0xFFFFFFFEu}) {
    const std::string own_term = std::to_string(id);
    corpus[id] = {{{"a", 1}, {own_term, 2}}, {{0, "value"}}, "data"};
  }
  build_ours(corpus, scratch / "ours");
  build_xapian(corpus, scratch / "xapian");
  EXPECT_EQ(glass::check_segment(scratch / "ours"), std::vector<std::string>());
  EXPECT_EQ(differences(Xapian::Database((scratch / "ours").string()),
                        Xapian::Database((scratch / "xapian").string())),
            std::vector<std::string>());
}

}  // namespace
}  // namespace gisa::test
