#include "searcher/terminal/lost_file.h"

#include <unistd.h>

#include <charconv>
#include <csignal>
#include <fstream>
#include <string_view>

#include "common/escape.h"
#include "common/messages.h"
#include "searcher/terminal/terminal.h"

namespace gisa::terminal {
namespace {

int status_to_end_with = 0;

// The signal comes from reading mapped memory, in nobody's middle: memory may be allocated here.
void on_lost_memory(int signal, siginfo_t* info, void* /*context*/) {
  std::ifstream maps("/proc/self/maps");
  const std::string file = file_mapped_at(reinterpret_cast<std::uintptr_t>(info->si_addr), maps);
  if (file.empty()) {  // not ours: the system ends the program when it tries again
    std::signal(signal, SIG_DFL);
    return;
  }
  const std::string message =
      tr_format("cannot read {}: it was cut while it was open, or its disk fails", escape(file));
  const std::string hint =
      tr_format("hint: {}\n",
                tr("gisa-index check tells what is damaged, check --repair DIR saves the rest"));
  write_message("gisa-search: " + message + '\n' + hint);
  ::_exit(status_to_end_with);
}

// Takes a hexadecimal number off the front.
bool take_number(std::string_view& text, std::uintptr_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
  if (error != std::errc()) return false;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return true;
}

}  // namespace

void report_lost_files(int exit_status) {
  status_to_end_with = exit_status;
  struct sigaction action = {};
  action.sa_sigaction = on_lost_memory;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, nullptr);
}

std::string file_mapped_at(std::uintptr_t address, std::istream& maps) {
  for (std::string line; std::getline(maps, line);) {
    // BEGIN-END rights offset device inode          /path
    std::string_view rest(line);
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    if (!take_number(rest, begin) || !rest.starts_with('-')) continue;
    rest.remove_prefix(1);
    if (!take_number(rest, end) || address < begin || address >= end) continue;
    const std::size_t path = rest.find('/');
    return path == std::string_view::npos ? std::string() : std::string(rest.substr(path));
  }
  return {};
}

}  // namespace gisa::terminal
