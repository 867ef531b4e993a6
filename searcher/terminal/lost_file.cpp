#include "searcher/terminal/lost_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <string>

#include "common/messages/messages.h"
#include "common/text/escape.h"

namespace gisa::terminal {
namespace {

int status_to_end_with = 0;

// What is said before and behind the name of the file: made beforehand, in the user's language.
struct Message {
  std::string before;
  std::string behind;
};
Message& message() {
  static Message instance;
  return instance;
}

Message make_message() {
  constexpr char kMark = '\x01';  // stands for the name
  const std::string text =
      tr_format("cannot read {}: it was cut while it was open, or its disk fails", kMark) + '\n' +
      tr_format("hint: {}\n",
                tr("gisa-index check tells what is damaged, check --repair DIR saves the rest"));
  const std::size_t mark = std::min(text.find(kMark), text.size());
  return {"gisa-search: " + text.substr(0, mark), text.substr(std::min(mark + 1, text.size()))};
}

// All that a handler of signals may do: neither memory nor streams.
std::string_view read_maps() {
  static char buffer[256 << 10];
  std::size_t size = 0;
  const int fd = ::open("/proc/self/maps", O_RDONLY | O_CLOEXEC);
  if (fd < 0) return {};
  for (ssize_t got = 1; got > 0 && size < sizeof buffer; size += static_cast<std::size_t>(got)) {
    got = ::read(fd, buffer + size, sizeof buffer - size);
    if (got <= 0) break;
  }
  ::close(fd);
  return {buffer, size};
}

void put(std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

// A name may hold what a terminal obeys.
void put_safely(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const Utf8Character character = character_at(text, i);
    const bool is_safe = character.valid && !is_unsafe(character.code_point);
    put(is_safe ? text.substr(i, character.length) : "?");
    i += character.length;
  }
}

void on_lost_memory(int signal, siginfo_t* info, void* /*context*/) {
  const std::string_view file =
      file_mapped_at(reinterpret_cast<std::uintptr_t>(info->si_addr), read_maps());
  if (file.empty()) {  // not ours: the system ends the program when it tries again
    std::signal(signal, SIG_DFL);
    return;
  }
  put(message().before);
  put_safely(file);
  put(message().behind);
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
  message() = make_message();
  struct sigaction action = {};
  action.sa_sigaction = on_lost_memory;
  action.sa_flags = SA_SIGINFO;
  sigemptyset(&action.sa_mask);
  ::sigaction(SIGBUS, &action, nullptr);
}

std::string_view file_mapped_at(std::uintptr_t address, std::string_view maps) {
  while (!maps.empty()) {
    // BEGIN-END rights offset device inode          /path
    std::string_view line = maps.substr(0, maps.find('\n'));
    maps.remove_prefix(std::min(line.size() + 1, maps.size()));
    std::uintptr_t begin = 0;
    std::uintptr_t end = 0;
    if (!take_number(line, begin) || !line.starts_with('-')) continue;
    line.remove_prefix(1);
    if (!take_number(line, end) || address < begin || address >= end) continue;
    const std::size_t path = line.find('/');
    return path == std::string_view::npos ? std::string_view() : line.substr(path);
  }
  return {};
}

}  // namespace gisa::terminal
