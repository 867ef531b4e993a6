// Postings read together are those read one by one, also where bytes are broken.
#include "common/glass/posting_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace gisa::glass {
namespace {

using Postings = std::vector<std::pair<std::uint32_t, std::uint32_t>>;

// What was read, and whether it was whole.
using Reading = std::pair<Postings, bool>;

Reading one_by_one(const PostingChunk& chunk) {
  Postings postings;
  PostingReader it(chunk.first, chunk.body);
  for (; !it.is_broken() && !it.at_end() && it.document() <= chunk.last; it.next())
    postings.emplace_back(it.document(), it.wdf());
  return {postings, it.at_end() && !it.is_broken()};
}

Reading together(const PostingChunk& chunk) {
  Postings postings;
  const auto take = [&](std::uint32_t document, std::uint32_t wdf) {
    EXPECT_LE(document, chunk.last);
    postings.emplace_back(document, wdf);
  };
  const bool is_whole = for_each_posting(chunk, take);
  return {postings, is_whole};
}

// `wide` of a hundred numbers take more than a byte.
PostingChunk random_chunk(std::mt19937& random, unsigned wide, std::string& body) {
  const auto number = [&](unsigned most) {
    return random() % 100 < wide ? 100 + random() % 1000 : random() % most;
  };
  PostingChunk chunk;
  chunk.first = chunk.last = 1 + random() % 1000;
  append_varint(body, number(5));
  for (std::size_t count = random() % 60; count > 0; --count) {
    const std::uint32_t step = number(127);
    append_varint(body, step);
    append_varint(body, number(5));
    chunk.last += step + 1;
  }
  chunk.body = body;
  return chunk;
}

TEST(ForEachPosting, ReadsWhatThePostingReaderReads) {
  std::mt19937 random(20251128);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    const PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    const Reading expected = one_by_one(chunk);
    EXPECT_TRUE(expected.second);
    EXPECT_EQ(together(chunk), expected);
  }
}

TEST(ForEachPosting, ReadsTheSameInPieces) {
  std::mt19937 random(20261130);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    const PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    Postings postings;
    std::uint64_t stop = 0;
    const auto take = [&](std::uint32_t document, std::uint32_t wdf) {
      EXPECT_LT(document, stop);
      postings.emplace_back(document, wdf);
    };
    ChunkReader reader(chunk);
    while (!reader.at_end()) {
      stop += 1 + random() % 500;
      EXPECT_TRUE(reader.read_until(stop, take));
      const Postings expected = one_by_one(chunk).first;
      const auto below = std::ranges::count_if(
          expected, [&](const auto& posting) { return posting.first < stop; });
      ASSERT_EQ(static_cast<std::ptrdiff_t>(postings.size()), below);
    }
    EXPECT_EQ(postings, one_by_one(chunk).first);
  }
}

TEST(ForEachPosting, PicksOutThoseThatAreSought) {
  std::mt19937 random(20261129);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    const PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    const Postings all = one_by_one(chunk).first;
    // Some that are there, some that are not, before and behind the chunk too.
    const unsigned every = 1 + random() % 20;
    std::vector<std::uint32_t> sought;
    for (std::uint32_t document = chunk.first / 2; document < chunk.last + 5; ++document) {
      if (random() % every == 0) sought.push_back(document);
    }
    Postings expected;
    for (const auto& posting : all) {
      if (std::ranges::binary_search(sought, posting.first)) expected.push_back(posting);
    }
    Postings found;
    const auto take = [&](std::size_t i, std::uint32_t wdf) { found.emplace_back(sought[i], wdf); };
    std::size_t next = 0;
    EXPECT_TRUE(for_each_posting_of(chunk, sought, next, take));
    EXPECT_EQ(found, expected);
    const auto behind = std::ranges::upper_bound(sought, chunk.last);
    EXPECT_EQ(next, static_cast<std::size_t>(behind - sought.begin()));
  }
}

TEST(ForEachPosting, TellsBrokenOnes) {
  std::mt19937 random(20251129);
  for (int round = 0; round < 2000; ++round) {
    std::string body;
    PostingChunk chunk = random_chunk(random, round % 4 * 10, body);
    switch (random() % 4) {
      case 0:
        body.resize(random() % body.size());
        break;
      case 1:
        chunk.last -= 1 + random() % chunk.last;
        break;
      default:
        body[random() % body.size()] = static_cast<char>(random());
    }
    chunk.body = body;
    EXPECT_EQ(together(chunk).second, one_by_one(chunk).second);
    // Who picks postings out may not see what is broken, but reads nothing beyond the chunk.
    const std::vector<std::uint32_t> sought = {chunk.first, chunk.first + 70, chunk.last};
    std::size_t next = 0;
    const auto take = [&](std::size_t i, std::uint32_t) { EXPECT_LT(i, sought.size()); };
    for_each_posting_of(chunk, sought, next, take);
    EXPECT_LE(next, sought.size());
  }
}

}  // namespace
}  // namespace gisa::glass
