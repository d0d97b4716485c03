package dev.sallyport.submission;

/** Whether a session goes on after a command. */
enum Step {
  GO_ON,
  CLOSE
}
