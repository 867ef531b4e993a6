#include "indexer/database/database_writer.h"

#include <gtest/gtest.h>

#include <fstream>

#include "common/analysis/analyzer.h"
#include "gisa/error.h"
#include "indexer/database/merge_policy.h"
#include "indexer/segments/glass_segments.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

// Publishes a segment of these articles.
void publish(DatabaseWriter& writer, const std::vector<std::string>& ids,
             const std::vector<ArticleLocation>& deletions = {}) {
  const auto segment = make_glass_segment_writer(writer.building_directory(), {});
  ArticleSink& sink = segment->add_sink(nullptr);
  std::vector<PreparedArticle> articles;
  for (const std::string& id : ids) {
    const auto number = static_cast<std::uint32_t>(articles.size() + 1);
    PreparedArticle& prepared = articles.emplace_back();
    prepared.document = number;
    prepared.article.id = id;
    prepared.article.body = "본문 " + id;
  }
  sink.add_batch(0, articles);
  const fs::path path = writer.building_directory() / "run";
  const std::uint64_t documents = segment->finish({}, path);
  writer.publish(path, documents, deletions);
}

std::optional<ArticleLookup::Found> find(const DatabaseWriter& writer, const std::string& id) {
  return ArticleLookup(writer.path(), writer.manifest()).find(id);
}

ErrorCode error_of(const fs::path& path) {
  try {
    DatabaseWriter writer(path);
  } catch (const Error& error) {
    EXPECT_FALSE(error.hint().empty()) << error.what();
    return error.code();
  }
  return ErrorCode::kInternal;
}

TEST(DatabaseWriter, PublishesAndFinds) {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "db";
  DatabaseWriter writer(path);
  publish(writer, {"a", "b"});
  EXPECT_EQ(writer.count_articles(), 2u);
  const auto found = ArticleLookup(path, writer.manifest()).find("b");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->location.document, 2u);
  EXPECT_FALSE(ArticleLookup(path, writer.manifest()).find("c"));
  // A newer version of b: the old one is deleted, the new one found.
  publish(writer, {"b"}, {found->location});
  EXPECT_EQ(writer.count_articles(), 2u);
  EXPECT_EQ(ArticleLookup(path, writer.manifest()).find("b")->location.segment, 1u);
}

TEST(DatabaseWriter, MergesKeepEveryLiveArticleOnce) {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "db";
  DatabaseWriter writer(path);
  for (int i = 0; i < 12; ++i) {
    const auto old = ArticleLookup(path, writer.manifest()).find("same");
    std::vector<ArticleLocation> deletions;
    if (old) deletions.push_back(old->location);
    publish(writer, {"same", "only" + std::to_string(i)}, deletions);
    writer.merge_segments(2);
    EXPECT_LE(writer.manifest().segments.size(), kMostSegments);
    EXPECT_EQ(writer.count_articles(), static_cast<std::uint64_t>(i) + 2);
  }
  const ArticleLookup lookup(path, writer.manifest());
  EXPECT_TRUE(lookup.find("same"));
  for (int i = 0; i < 12; ++i) EXPECT_TRUE(lookup.find("only" + std::to_string(i))) << i;
}

TEST(DatabaseWriter, OptimizesToOneSegmentOfLiveArticles) {
  const TemporaryDirectory directory;
  DatabaseWriter writer(directory.path() / "db");
  publish(writer, {"a", "b", "c"});
  publish(writer, {"b", "d"}, {find(writer, "b")->location});
  publish(writer, {"e"}, {find(writer, "c")->location});
  writer.optimize(2);
  ASSERT_EQ(writer.manifest().segments.size(), 1u);
  EXPECT_EQ(writer.manifest().segments[0].documents, 4u);
  EXPECT_TRUE(writer.manifest().segments[0].deleted_file.empty());
  for (const char* id : {"a", "b", "d", "e"}) EXPECT_TRUE(find(writer, id)) << id;
  EXPECT_FALSE(find(writer, "c"));
  const Manifest before = writer.manifest();
  writer.optimize(2);
  EXPECT_EQ(writer.manifest(), before) << "there is nothing to do";
}

TEST(DatabaseWriter, AMergeThatLeavesNothingLeavesNoSegment) {
  const TemporaryDirectory directory;
  DatabaseWriter writer(directory.path() / "db");
  publish(writer, {"a"});
  writer.publish({}, 0, {find(writer, "a")->location});
  writer.merge_segments(1);
  EXPECT_TRUE(writer.manifest().segments.empty());
  EXPECT_EQ(writer.count_articles(), 0u);
  publish(writer, {"b"});
  EXPECT_TRUE(find(writer, "b"));
}

TEST(DatabaseWriter, LocksOutASecondWriter) {
  const TemporaryDirectory directory;
  const DatabaseWriter first(directory.path() / "db");
  EXPECT_EQ(error_of(directory.path() / "db"), ErrorCode::kLocked);
}

TEST(DatabaseWriter, RefusesWhatIsNoDatabase) {
  const TemporaryDirectory directory;
  std::ofstream(directory.path() / "thesis.txt") << "precious";
  EXPECT_EQ(error_of(directory.path()), ErrorCode::kNotADatabase);
  EXPECT_EQ(error_of(directory.path() / "thesis.txt"), ErrorCode::kNotADatabase);
  EXPECT_TRUE(fs::exists(directory.path() / "thesis.txt"));
  const fs::path other = directory.path() / "other";
  fs::create_directory(other);
  std::ofstream(other / kManifestName) << "glass somewhere\n";
  EXPECT_EQ(error_of(other), ErrorCode::kNotADatabase);
  Manifest manifest;
  manifest.analyzer = "of other rules";
  write_manifest(other, manifest);
  EXPECT_EQ(error_of(other), ErrorCode::kAnalyzerMismatch);
}

TEST(DatabaseWriter, LeavesNothingBehindWhenNothingWasPublished) {
  const TemporaryDirectory directory;
  { const DatabaseWriter writer(directory.path() / "db"); }
  EXPECT_FALSE(fs::exists(directory.path() / "db"));
}

TEST(DatabaseWriter, RemovesWhatACrashLeft) {
  const TemporaryDirectory directory;
  const fs::path path = directory.path() / "db";
  {
    DatabaseWriter writer(path);
    publish(writer, {"a"});
  }
  fs::create_directory(path / "s000009");
  fs::create_directories(path / "building" / "batch-0");
  std::ofstream(path / "sources.99") << "x";
  std::ofstream(path / "XAPIANDB.new") << "x";
  const DatabaseWriter writer(path);
  EXPECT_FALSE(fs::exists(path / "s000009"));
  EXPECT_FALSE(fs::exists(path / "building" / "batch-0"));
  EXPECT_FALSE(fs::exists(path / "sources.99"));
  EXPECT_FALSE(fs::exists(path / "XAPIANDB.new"));
  EXPECT_EQ(writer.count_articles(), 1u);
}

}  // namespace
}  // namespace gisa
