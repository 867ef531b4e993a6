#include "indexer/readers/file_walker.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/fsuid.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace gisa {
namespace {

namespace fs = std::filesystem;

// A fresh directory, removed with all in it.
class FileWalkerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "gisa-walker-XXXXXX").string();
    ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
    root_ = pattern;
  }
  void TearDown() override {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }

  std::string at(const std::string& name) const { return (root_ / name).string(); }

  void write(const std::string& name, const std::string& content = "x") const {
    fs::create_directories((root_ / name).parent_path());
    std::ofstream(root_ / name) << content;
  }

  void link(const std::string& target, const std::string& name) const {
    fs::create_symlink(target, root_ / name);
  }

  // The names found, and in problems_ what was reported, both relative to the root.
  std::vector<std::string> walk(const std::vector<std::string>& paths,
                                const ArticleFormat* forced = nullptr) {
    problems_.clear();
    files_ = find_source_files(paths, forced, [this](const Problem& problem) {
      std::string path = problem.path;
      if (path.starts_with(root_.string() + "/")) path.erase(0, root_.string().size() + 1);
      problems_.push_back(path + ": " + problem.reason);
      EXPECT_EQ(problem.line, 0u);
    });
    std::vector<std::string> names;
    for (const SourceFile& file : files_) names.push_back(file.name);
    return names;
  }

  using Names = std::vector<std::string>;

  fs::path root_;
  std::vector<SourceFile> files_;
  Names problems_;
};

TEST_F(FileWalkerTest, WalksInByteOrder) {
  for (const char* name :
       {"b.txt", "a/z.md", "a/B.txt", "a.txt", "가.jsonl", "a-b/c.txt", "Z.txt"}) {
    write(name);
  }
  // By entry: "a" < "a-b" < "a.txt".
  EXPECT_EQ(walk({root_.string()}),
            (Names{"Z.txt", "a/B.txt", "a/z.md", "a-b/c.txt", "a.txt", "b.txt", "가.jsonl"}));
  EXPECT_EQ(problems_, Names());
}

TEST_F(FileWalkerTest, SkipsHiddenFilesSilently) {
  for (const char* name : {".hidden.txt", ".git/a.txt", "a.txt~", "b.txt"}) write(name);
  EXPECT_EQ(walk({root_.string()}), Names{"b.txt"});
  EXPECT_EQ(problems_, Names());
}

TEST_F(FileWalkerTest, FindsFilesOfAnyNameAndKnowsWhichPromiseArticles) {
  for (const char* name : {"a.json", "a.zip", "dump", "news.xml", "photo.jpg"}) write(name);
  ASSERT_EQ(walk({root_.string()}), (Names{"a.json", "a.zip", "dump", "news.xml", "photo.jpg"}));
  const bool optional[] = {false, false, true, false, true};
  for (std::size_t i = 0; i < files_.size(); ++i) {
    EXPECT_EQ(files_[i].is_optional, optional[i]) << files_[i].name;
    EXPECT_EQ(files_[i].format != nullptr, files_[i].name == "a.json");
  }
  walk({at("dump")});
  EXPECT_FALSE(files_[0].is_optional);  // the user promised it
}

TEST_F(FileWalkerTest, TellsSizeTimeAndFormat) {
  write("a.jsonl", "12345");
  const timespec times[2] = {{1'700'000'000, 5}, {1'700'000'000, 123'456'789}};
  ASSERT_EQ(::utimensat(AT_FDCWD, at("a.jsonl").c_str(), times, 0), 0);
  ASSERT_EQ(walk({root_.string() + "/"}), Names{"a.jsonl"});
  EXPECT_EQ(files_[0].file, root_ / "a.jsonl");
  EXPECT_EQ(files_[0].size, 5u);
  EXPECT_EQ(files_[0].mtime_ns, 1'700'000'000'123'456'789);
  EXPECT_EQ(files_[0].format->name(), "jsonl");
}

TEST_F(FileWalkerTest, PathsInTheOrderGiven) {
  write("b/x.txt");
  write("a/y.txt");
  write("c.txt");
  EXPECT_EQ(walk({at("c.txt"), at("b"), at("a"), at("b/x.txt")}),
            (Names{"c.txt", "x.txt", "y.txt", "x.txt"}));
}

TEST_F(FileWalkerTest, NamedFiles) {
  write(".hidden.txt");
  write("dump");
  EXPECT_EQ(walk({at(".hidden.txt")}), Names{".hidden.txt"});
  EXPECT_EQ(walk({at("dump")}), Names{"dump"});
  EXPECT_EQ(files_[0].format, nullptr);
  EXPECT_EQ(problems_, Names());
}

TEST_F(FileWalkerTest, ForcedFormat) {
  write("a.json");
  write("dir/b.txt");
  write("dir/c");
  const ArticleFormat* jsonl = find_article_format("jsonl");
  EXPECT_EQ(walk({at("a.json"), at("dir"), "-"}, jsonl), (Names{"a.json", "b.txt", "-"}));
  for (const SourceFile& file : files_) EXPECT_EQ(file.format, jsonl);
}

TEST_F(FileWalkerTest, StandardInputIsJsonl) {
  for (const char* path : {"-", "/dev/stdin"}) {
    ASSERT_EQ(walk({path}), Names{"-"});
    EXPECT_EQ(files_[0].file, "-");
    EXPECT_EQ(files_[0].format->name(), "jsonl");
    EXPECT_EQ(files_[0].size, 0u);
    EXPECT_EQ(files_[0].mtime_ns, 0);
  }
}

TEST_F(FileWalkerTest, ReportsWhatIsNotThere) {
  EXPECT_EQ(walk({at("nope"), "", at("nope/x.txt")}), Names());
  EXPECT_EQ(problems_, (Names{"nope: No such file or directory", ": No such file or directory",
                              "nope/x.txt: No such file or directory"}));
  write("file.txt");
  walk({at("file.txt/")});
  EXPECT_EQ(problems_, Names{"file.txt/: Not a directory"});
}

TEST_F(FileWalkerTest, FollowsLinks) {
  write("real/a.txt");
  link("real", "link");
  link("real/a.txt", "b.txt");
  EXPECT_EQ(walk({root_.string()}), (Names{"b.txt", "link/a.txt", "real/a.txt"}));
  EXPECT_EQ(problems_, Names());
}

TEST_F(FileWalkerTest, LoopsAreReportedOnce) {
  write("a/b/x.txt");
  link("..", "a/b/up");
  link(".", "a/self");
  EXPECT_EQ(walk({root_.string()}), Names{"a/b/x.txt"});
  EXPECT_EQ(problems_, (Names{"a/b/up: a link back to a directory above it; not followed",
                              "a/self: a link back to a directory above it; not followed"}));
}

TEST_F(FileWalkerTest, CrossingLinksEnd) {
  write("a/x.txt");
  write("b/y.txt");
  link("../b", "a/to_b");
  link("../a", "b/to_a");
  EXPECT_EQ(walk({root_.string()}), (Names{"a/to_b/y.txt", "a/x.txt", "b/to_a/x.txt", "b/y.txt"}));
  EXPECT_EQ(problems_.size(), 2u);
}

TEST_F(FileWalkerTest, BrokenLinks) {
  link("nowhere", "a.txt");
  link("circle", "circle");
  EXPECT_EQ(walk({root_.string()}), Names());
  EXPECT_EQ(problems_,
            (Names{"a.txt: a link to nothing", "circle: Too many levels of symbolic links"}));
}

TEST_F(FileWalkerTest, SpecialFilesInsideAreReported) {
  ASSERT_EQ(::mkfifo(at("pipe.txt").c_str(), 0600), 0);
  const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
  sockaddr_un address = {};
  address.sun_family = AF_UNIX;
  ASSERT_LT(at("sock").size(), sizeof address.sun_path);
  at("sock").copy(address.sun_path, sizeof address.sun_path - 1);
  ASSERT_EQ(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
  ::close(socket);
  EXPECT_EQ(walk({root_.string()}), Names());
  EXPECT_EQ(problems_,
            (Names{"pipe.txt: a named pipe is not read here", "sock: a socket is not read here"}));
  EXPECT_EQ(walk({at("sock")}), Names());
  EXPECT_EQ(problems_, Names{"sock: cannot read a socket"});
}

TEST_F(FileWalkerTest, NamedPipeIsAllowed) {
  ASSERT_EQ(::mkfifo(at("pipe").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo(at("pipe.txt").c_str(), 0600), 0);
  ASSERT_EQ(walk({at("pipe"), at("pipe.txt"), "/dev/null"}), (Names{"pipe", "pipe.txt", "null"}));
  EXPECT_EQ(files_[0].format->name(), "jsonl");
  EXPECT_EQ(files_[1].format->name(), "text");
  EXPECT_EQ(files_[0].size, 0u);
  EXPECT_EQ(files_[0].mtime_ns, 0);
}

// Root may read everything, except with the file system rights of somebody else.
class FileRightsOfNobody {
 public:
  FileRightsOfNobody() : before_(::setfsuid(kNobody)) {}
  ~FileRightsOfNobody() { ::setfsuid(static_cast<uid_t>(before_)); }

 private:
  static constexpr uid_t kNobody = 65534;
  int before_;
};

TEST_F(FileWalkerTest, UnreadableDirectoryIsReported) {
  write("closed/a.txt");
  write("open/b.txt");
  fs::permissions(root_, fs::perms::all);
  fs::permissions(root_ / "closed", fs::perms::none);
  {
    const FileRightsOfNobody rights;
    EXPECT_EQ(walk({root_.string()}), Names{"open/b.txt"});
  }
  if (problems_.empty()) GTEST_SKIP() << "this user may read everything";
  EXPECT_EQ(problems_, Names{"closed: cannot open the directory: Permission denied"});
  fs::permissions(root_ / "closed", fs::perms::owner_all);
}

TEST_F(FileWalkerTest, NamesNeedNotBeText) {
  write("\xff\x1b[31m.txt");
  write("줄\n바꿈.txt");
  EXPECT_EQ(walk({root_.string()}), (Names{"줄\n바꿈.txt", "\\xff\x1b[31m.txt"}));
}

// Directories are closed before the ones below are opened: many levels need few descriptors.
TEST_F(FileWalkerTest, DeepTrees) {
  std::string deep;
  for (int i = 0; i < 300; ++i) deep += "d/";
  write(deep + "a.txt");
  rlimit before = {};
  ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &before), 0);
  const rlimit few = {64, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &few), 0);
  const Names names = walk({root_.string()});
  ::setrlimit(RLIMIT_NOFILE, &before);
  EXPECT_EQ(names, Names{deep + "a.txt"});
  EXPECT_EQ(problems_, Names());
}

}  // namespace
}  // namespace gisa
