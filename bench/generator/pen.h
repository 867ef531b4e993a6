// Writes an article's text: words, numbers and spaces one after the other. Internal to the
// generator.
//
//     Pen pen;
//     pen.put(word);
//     pen.put(words.josa(Josa::kTopic, pen.tail()));
//     pen.space();
//
// Text goes to a buffer of the calling thread, valid until another pen is made there. Nothing
// checks for room but who asks has_room(): a sentence takes far less than is left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "bench/generator/vocabulary.h"

namespace gisa::bench {

class Pen {
 public:
  Pen();

  void put(char c) { *at_++ = c; }
  void put(std::string_view text) {
    std::memcpy(at_, text.data(), text.size());
    at_ += text.size();
  }
  void put(const char* text) { put(std::string_view(text)); }
  // What josa have to agree with is the last of these.
  void put(std::string_view text, Tail tail) {
    put(text);
    tail_ = tail;
  }
  void put(const Word& word) {
    std::memcpy(at_, word.text, Word::kCapacity);
    at_ += word.size;
    tail_ = word.tail;
  }
  void put_decimal(std::uint64_t number, bool grouped);  // 12,345

  // Ends an eojeol.
  void space() {
    put(' ');
    ++eojeols_;
  }
  // Those that end in a text with spaces of its own.
  void count_eojeols(std::size_t eojeols) { eojeols_ += eojeols; }
  void start_counting() { eojeols_ = 0; }
  std::size_t eojeols() const { return eojeols_; }

  // What a josa agrees with: behind brackets, the word before them.
  Tail tail() const { return tail_; }
  void set_tail(Tail tail) { tail_ = tail; }

  char last() const { return at_[-1]; }
  std::size_t size() const { return static_cast<std::size_t>(at_ - start_); }  // bytes
  bool has_room(std::size_t bytes) const { return size() + bytes <= kBufferBytes; }
  std::string_view since(std::size_t begin) const { return {start_ + begin, size() - begin}; }

 private:
  static constexpr std::size_t kBufferBytes = 1 << 20;

  char* start_;
  char* at_;
  std::size_t eojeols_ = 0;
  Tail tail_ = Tail::kVowel;
};

}  // namespace gisa::bench
