// Both ways of writing segments make the same database of the same articles.
#include <gtest/gtest.h>
#include <xapian.h>

#include <thread>

#include "common/articles/stored_article.h"
#include "common/database/schema.h"
#include "gisa/error.h"
#include "indexer/glass/checker.h"
#include "indexer/pipeline/index_job.h"
#include "indexer/segments/glass_segments.h"
#include "indexer/segments/xapian_segments.h"
#include "tests/indexer/glass/compare_databases.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

Article make_article(std::uint32_t number) {
  Article article;
  article.id = "기사-" + std::to_string(number);
  article.title = "제목 " + std::to_string(number % 10) + " 漢字와 K팝의 긴제목을 위한 낱말";
  article.body = "본문 " + std::to_string(number * 7919) +
                 "건이다. U.S.A와 example.com, 빵을 샀다. 金 총재, K팝의 그.\n";
  article.body += std::string(number % 3 * 100, 'x') + " 𝒳𝒴 끝.";  // long words, surrogates
  if (number % 2 == 0) article.date = "2025-06-1" + std::to_string(number % 9);
  article.press = "느티일보";
  article.section = std::string(number % 4 * 90, 's');
  article.reporter = "홍길동,김철수";
  return article;
}

// Articles 1 .. `count` by `threads` threads in batches.
void feed(SegmentWriter& writer, std::uint32_t count, unsigned threads, std::uint32_t batch = 7) {
  std::vector<std::thread> workers;
  for (unsigned t = 0; t < threads; ++t) {
    ArticleSink& sink = writer.add_sink(nullptr);
    workers.emplace_back([&sink, t, threads, count, batch] {
      for (std::uint32_t number = t; number * batch < count; number += threads) {
        std::vector<PreparedArticle> articles;
        for (std::uint32_t i = 1; i <= batch && number * batch + i <= count; ++i) {
          const std::uint32_t document = number * batch + i;
          articles.push_back({document, document, make_article(document)});
        }
        sink.add_batch(number, articles);
      }
    });
  }
  for (std::thread& worker : workers) worker.join();
}

Lines differences(const fs::path& left, const fs::path& right) {
  return test::differences(Xapian::Database(left.string()), Xapian::Database(right.string()));
}

class SegmentWritersTest : public testing::Test {
 protected:
  fs::path make(const std::string& name) const {
    fs::create_directories(directory_.path() / name);
    return directory_.path() / name;
  }
  fs::path write_glass(const std::string& name, std::uint32_t count, const GlassOptions& options,
                       const std::vector<std::uint32_t>& dropped = {}) const {
    const auto writer = make_glass_segment_writer(make(name), options);
    feed(*writer, count, options.threads);
    EXPECT_EQ(writer->finish(dropped, make(name) / "segment"), count - dropped.size());
    EXPECT_EQ(std::distance(fs::directory_iterator(make(name)), {}), 1) << "no spills are left";
    sync_segment(make(name) / "segment");
    EXPECT_EQ(glass::check_segment(make(name) / "segment"), Lines());
    EXPECT_EQ(test::check_messages((make(name) / "segment").string()), "");
    return make(name) / "segment";
  }
  fs::path write_xapian(const std::string& name, std::uint32_t count,
                        const std::vector<std::uint32_t>& dropped = {}) const {
    const auto writer = make_xapian_segment_writer(make(name));
    feed(*writer, count, 1);
    EXPECT_EQ(writer->finish(dropped, make(name) / "segment"), count - dropped.size());
    return make(name) / "segment";
  }

  TemporaryDirectory directory_;
};

TEST_F(SegmentWritersTest, MakeTheSame) {
  const fs::path xapian = write_xapian("xapian", 300);
  for (const unsigned threads : {1u, 2u, 5u}) {
    const fs::path glass =
        write_glass("glass" + std::to_string(threads), 300, {.threads = threads});
    EXPECT_EQ(differences(glass, xapian), Lines()) << threads;
  }
}

TEST_F(SegmentWritersTest, MakeTheSameWhenMemoryIsFull) {
  const fs::path xapian = write_xapian("xapian", 300);
  const fs::path glass = write_glass("glass", 300, {.threads = 2, .memory = 1});
  EXPECT_EQ(differences(glass, xapian), Lines());
}

TEST_F(SegmentWritersTest, LeaveOutWhatIsDropped) {
  const std::vector<std::uint32_t> dropped = {2, 3, 50, 299};
  const Xapian::Database xapian(write_xapian("xapian", 300, dropped).string());
  for (const std::uint64_t memory : {std::uint64_t{1}, std::uint64_t{1} << 30}) {
    const Xapian::Database glass(write_glass("glass" + std::to_string(memory), 300,
                                             {.threads = 2, .memory = memory}, dropped)
                                     .string());
    // Xapian keeps the bounds of what is deleted; everything else is the same.
    EXPECT_EQ(glass.get_doccount(), 296u);
    EXPECT_EQ(glass.get_doccount(), xapian.get_doccount());
    EXPECT_EQ(glass.get_total_length(), xapian.get_total_length());
    for (auto term = xapian.allterms_begin(); term != xapian.allterms_end(); ++term) {
      ASSERT_EQ(glass.get_termfreq(*term), xapian.get_termfreq(*term)) << *term;
      ASSERT_EQ(glass.get_collection_freq(*term), xapian.get_collection_freq(*term)) << *term;
    }
    EXPECT_THROW(glass.get_document(50), Xapian::DocNotFoundError);
    EXPECT_EQ(glass.get_document(51).get_data(), xapian.get_document(51).get_data());
  }
}

TEST_F(SegmentWritersTest, NothingMakesNoSegment) {
  const auto glass = make_glass_segment_writer(make("glass"), {});
  EXPECT_EQ(glass->finish({}, make("glass") / "segment"), 0u);
  EXPECT_FALSE(fs::exists(make("glass") / "segment"));
  const auto xapian = make_xapian_segment_writer(make("xapian"));
  EXPECT_EQ(xapian->finish({}, make("xapian") / "segment"), 0u);
  EXPECT_FALSE(fs::exists(make("xapian") / "segment"));
}

TEST_F(SegmentWritersTest, MergeWhatEitherMade) {
  const SegmentToMerge merge[] = {{write_glass("first", 100, {}), {1, 4}},
                                  {write_xapian("second", 100), {7}}};
  const fs::path merged = directory_.path() / "merged";
  EXPECT_EQ(merge_glass_segments(merge, merged, 2), 197u);
  EXPECT_EQ(glass::check_segment(merged), Lines());
  EXPECT_EQ(test::check_messages(merged.string()), "");
  const Xapian::Database database(merged.string());
  EXPECT_EQ(database.get_lastdocid(), 197u) << "ids are given anew";
  EXPECT_EQ(decode_stored_article(database.get_document(1).get_data(), {}).id, "기사-2");
  EXPECT_EQ(decode_stored_article(database.get_document(99).get_data(), {}).id, "기사-1");
  EXPECT_EQ(database.get_termfreq(make_field_term(Field::kId, "기사-7")), 1u);
  EXPECT_EQ(database.get_metadata(std::string(kFingerprintKey)), Analyzer::fingerprint());
  EXPECT_EQ(database.get_metadata(std::string(kFormatKey)), std::to_string(kFormatVersion));
}

TEST_F(SegmentWritersTest, SayWhatIsWrong) {
  const SegmentToMerge missing[] = {{directory_.path() / "missing", {}}};
  EXPECT_THROW(merge_glass_segments(missing, directory_.path() / "merged", 1), Error);
  const auto writer = make_glass_segment_writer(make("glass"), {});
  feed(*writer, 5, 1);
  EXPECT_THROW(writer->finish({}, make("there")), Error) << "it exists already";
}

// The sample corpus, files of every format, through the whole pipeline.
TEST_F(SegmentWritersTest, MakeTheSameOfTheSampleCorpus) {
  const auto index = [&](WriterKind writer, const std::string& name, unsigned threads) {
    IndexOptions options;
    options.database = directory_.path() / name;
    options.paths = {GISA_SAMPLE_ARTICLES};
    options.threads = threads;
    options.writer = writer;
    IndexObserver observer;
    EXPECT_EQ(run_index_job(options, observer).documents, 111u);
    return options.database / "s000001";
  };
  const fs::path xapian = index(WriterKind::kXapian, "xapian", 2);
  const fs::path glass = index(WriterKind::kGlass, "glass", 2);
  EXPECT_EQ(differences(glass, xapian), Lines());
  EXPECT_EQ(differences(index(WriterKind::kGlass, "glass1", 1), glass), Lines());
  EXPECT_EQ(glass::check_segment(glass), Lines());
}

}  // namespace
}  // namespace gisa
