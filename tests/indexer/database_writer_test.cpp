#include "indexer/database_writer.h"

#include <gtest/gtest.h>

#include <fstream>

#include "common/analyzer.h"
#include "common/stored_article.h"
#include "gisa/error.h"
#include "indexer/document_builder.h"
#include "indexer/xapian_segments.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

fs::path build_segment(const DatabaseWriter& writer, const std::string& name,
                       const std::vector<std::string>& ids) {
  const fs::path path = writer.building_directory() / name;
  const auto segment = make_xapian_segment_writer(path);
  DocumentBuilder builder;
  IndexDocument document;
  std::uint32_t number = 1;
  for (const std::string& id : ids) {
    Article article;
    article.id = id;
    article.body = "본문 " + id;
    builder.build(article, number, document);
    segment->add(number++, document);
  }
  segment->finish();
  return path;
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
  writer.publish(build_segment(writer, "one", {"a", "b"}), {}, {});
  EXPECT_EQ(writer.count_articles(), 2u);
  const auto found = ArticleLookup(path, writer.manifest()).find("b");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->location.document, 2u);
  EXPECT_FALSE(ArticleLookup(path, writer.manifest()).find("c"));
  // A newer version of b: the old one is deleted, the new one found.
  writer.publish(build_segment(writer, "two", {"b"}), {found->location}, {});
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
    writer.publish(build_segment(writer, "next", {"same", "only" + std::to_string(i)}), deletions,
                   {});
    writer.merge_segments();
    EXPECT_LE(writer.manifest().segments.size(), DatabaseWriter::kMostSegments);
    EXPECT_EQ(writer.count_articles(), static_cast<std::uint64_t>(i) + 2);
  }
  const ArticleLookup lookup(path, writer.manifest());
  EXPECT_TRUE(lookup.find("same"));
  for (int i = 0; i < 12; ++i) EXPECT_TRUE(lookup.find("only" + std::to_string(i))) << i;
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
    writer.publish(build_segment(writer, "one", {"a"}), {}, {});
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
