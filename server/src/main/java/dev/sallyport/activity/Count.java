package dev.sallyport.activity;

/** How many calls there were, and the times of the first and the last in milliseconds. */
record Count(long calls, long firstAt, long lastAt) {
  static Count one(long at) {
    return new Count(1, at, at);
  }

  Count plus(Count other) {
    return new Count(
        calls + other.calls, Math.min(firstAt, other.firstAt), Math.max(lastAt, other.lastAt));
  }
}
