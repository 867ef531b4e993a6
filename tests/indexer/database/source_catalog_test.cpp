#include "indexer/database/source_catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "common/database/small_file.h"
#include "gisa/error.h"
#include "tests/support/temporary_directory.h"

namespace gisa {
namespace {

namespace fs = std::filesystem;

TEST(SourceCatalog, ComesBack) {
  SourceCatalog catalog;
  catalog.set(SourceCatalog::key("/a/b.txt", "b.txt"), {1, 2, 3, 4, 0});
  catalog.set(SourceCatalog::key("/a/한글.txt", "한글.txt"), {5, -6, 7, 8, 9});
  const SourceCatalog copy = SourceCatalog::deserialize(catalog.serialize());
  ASSERT_NE(copy.find(SourceCatalog::key("/a/한글.txt", "한글.txt")), nullptr);
  EXPECT_EQ(*copy.find(SourceCatalog::key("/a/한글.txt", "한글.txt")),
            (SourceState{5, -6, 7, 8, 9}));
  EXPECT_EQ(copy.find(SourceCatalog::key("/a/b.txt", "a/b.txt")), nullptr)
      << "another name, other articles";
}

TEST(SourceCatalog, KnowsWhichFilesAreGone) {
  const TemporaryDirectory directory;
  const fs::path root = directory.path() / "news";
  fs::create_directories(root);
  std::ofstream(root / "here.txt") << "x";
  SourceCatalog catalog;
  for (const char* file : {"news/here.txt", "news/gone.txt", "news2/gone.txt", "gone.txt"})
    catalog.set(SourceCatalog::key(directory.path() / file, file), {1, 2, 3, 4, 0});
  const auto gone_below = [&](const fs::path& path) {
    std::vector<std::string> names;
    for (const auto& [key, name] : catalog.find_gone({path.string()})) {
      EXPECT_NE(catalog.find(key), nullptr);
      names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
  };
  using Names = std::vector<std::string>;
  EXPECT_EQ(gone_below(root), (Names{"news/gone.txt"}));
  EXPECT_EQ(gone_below(root / ""), (Names{"news/gone.txt"})) << "with a slash";
  EXPECT_EQ(gone_below(root / ".." / "news"), (Names{"news/gone.txt"}));
  EXPECT_EQ(gone_below(directory.path()), (Names{"gone.txt", "news/gone.txt", "news2/gone.txt"}));
  EXPECT_EQ(gone_below(root / "here.txt"), Names()) << "no directory";
  EXPECT_EQ(gone_below(directory.path() / "news2"), Names())
      << "a directory that cannot be seen tells nothing";
  Names names = catalog.names();
  std::ranges::sort(names);
  EXPECT_EQ(names, (Names{"gone.txt", "news/gone.txt", "news/here.txt", "news2/gone.txt"}));
}

TEST(SourceCatalog, ReadsThoseThatDoNotSayHowFilesWereRead) {
  SmallFileWriter old;
  old.text("k");
  for (const std::uint64_t number : {1, 2, 3, 4}) old.number(number);
  const SourceCatalog catalog = SourceCatalog::deserialize(old.finish("gisasrc1"));
  ASSERT_NE(catalog.find("k"), nullptr);
  EXPECT_EQ(*catalog.find("k"), (SourceState{1, 2, 3, 4, 0}));
}

TEST(SourceCatalog, TheOrderOfReadingIsNotSeen) {
  SourceCatalog forth, back;
  for (int i = 0; i < 30; ++i) {
    forth.set(std::to_string(i), {1, 2, 3, 4, 0});
    back.set(std::to_string(29 - i), {1, 2, 3, 4, 0});
  }
  EXPECT_EQ(forth.serialize(), back.serialize());
}

TEST(SourceCatalog, KnowsWhetherItChanged) {
  SourceCatalog catalog = SourceCatalog::deserialize(SourceCatalog().serialize());
  EXPECT_FALSE(catalog.is_changed());
  catalog.set("k", {1, 2, 3, 4, 0});
  EXPECT_TRUE(catalog.is_changed());
  SourceCatalog copy = SourceCatalog::deserialize(catalog.serialize());
  copy.set("k", {1, 2, 3, 4, 0});
  copy.erase("none");
  EXPECT_FALSE(copy.is_changed());
  copy.erase("k");
  EXPECT_TRUE(copy.is_changed());
}

TEST(SourceCatalog, DamageIsAnError) {
  SourceCatalog catalog;
  catalog.set("key", {1, 2, 3, 4, 0});
  const std::string bytes = catalog.serialize();
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_THROW(SourceCatalog::deserialize(damaged), Error) << i;
    EXPECT_THROW(SourceCatalog::deserialize(bytes.substr(0, i)), Error) << i;
  }
}

}  // namespace
}  // namespace gisa
