#include "searcher/terminal/lost_file.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <utility>

namespace gisa::terminal {
namespace {

TEST(LostFile, IsTheOneMappedThere) {
  const std::string lines =
      "55d0c0a00000-55d0c0a21000 rw-p 00000000 00:00 0                          [heap]\n"
      "7f10a0000000-7f10a0004000 r--s 00000000 fe:00 1234                       /news "
      "db/s1/p.glass\n"
      "7f10a0004000-7f10a0008000 r--s 00000000 fe:00 1235                       /b.glass "
      "(deleted)\n"
      "nonsense\n"
      "7f10a0008000-7f10a0009000 rw-p 00000000 00:00 0 \n";
  const std::pair<std::uintptr_t, const char*> cases[] = {{0x7f10a0000000, "/news db/s1/p.glass"},
                                                          {0x7f10a0003fff, "/news db/s1/p.glass"},
                                                          {0x7f10a0004000, "/b.glass (deleted)"},
                                                          {0x55d0c0a00010, ""},
                                                          {0x7f10a0008001, ""},
                                                          {0, ""}};
  for (const auto& [address, file] : cases) {
    EXPECT_EQ(file_mapped_at(address, lines), file) << std::hex << address;
  }
}

TEST(LostFile, TheProgramItselfIsMapped) {
  std::ifstream file("/proc/self/maps");
  std::ostringstream maps;
  maps << file.rdbuf();
  const std::string lines = maps.str();
  const auto here = reinterpret_cast<std::uintptr_t>(&file_mapped_at);
  EXPECT_NE(file_mapped_at(here, lines).find("terminal_test"), std::string_view::npos);
}

}  // namespace
}  // namespace gisa::terminal
