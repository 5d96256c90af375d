/*
 * Preloaded into a process: writes down, in order, what it does to the files below one folder (writes, sizes, syncs, names),
 * whoever does it - SQLite, Node - and, when told to, lets every write from the k-th on fail as on a full disk.
 *
 *   DISK_RECORD_FOLDER   the folder, without a slash at its end
 *   DISK_RECORD_LOG      where the record goes; nothing is recorded without it
 *   DISK_RECORD_CONTROL  two 64-bit numbers, mapped: first write that fails (0: none), writes counted so far
 *
 * A record: u32 kind, i32 file descriptor, i64 number, u32 length of a, u32 length of b, a, b.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, CUT, SYNCED, RENAMED, REMOVED, FOLDER_MADE, FOLDER_OPENED, SYNC_BEGUN };
enum { most_files = 4096, longest_path = 4096 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
/* By file descriptor. The inode is kept because a descriptor may be closed past us (libuv closes by system call) and
   stand for another file or a socket by then. */
static struct {
  int on;
  dev_t device;
  ino_t inode;
} followed[most_files];
static const char *folder;
static size_t folder_length;
static int log_file = -1;
static volatile int64_t *control;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static ssize_t (*real_write)(int, const void *, size_t);
static int (*real_open)(const char *, int, ...);

__attribute__((constructor)) static void begin(void) {
  real_write = REAL(write);
  real_open = REAL(open);
  folder = getenv("DISK_RECORD_FOLDER");
  folder_length = folder == NULL ? 0 : strlen(folder);
  const char *log = getenv("DISK_RECORD_LOG");
  if (log != NULL) log_file = real_open(log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const char *control_path = getenv("DISK_RECORD_CONTROL");
  if (control_path == NULL) return;
  int file = real_open(control_path, O_RDWR | O_CLOEXEC);
  if (file < 0) return;
  void *mapped = mmap(NULL, 16, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (mapped != MAP_FAILED) control = mapped;
}

static int ends_with(const char *text, const char *end) {
  size_t length = strlen(text), tail = strlen(end);
  return length >= tail && strcmp(text + length - tail, end) == 0;
}

/* The index of the write-ahead log is memory, not disk: it is made anew after a crash. */
static int is_inside(const char *path) {
  if (folder_length == 0 || path == NULL || strncmp(path, folder, folder_length) != 0) return 0;
  return (path[folder_length] == '/' || path[folder_length] == 0) && !ends_with(path, "-shm");
}

static int is_followed(int file) {
  if (file < 0 || file >= most_files || !followed[file].on) return 0;
  struct stat found;
  int kept = errno;
  if (fstat(file, &found) == 0 && found.st_ino == followed[file].inode && found.st_dev == followed[file].device) return 1;
  errno = kept;
  followed[file].on = 0;
  return 0;
}

static void put(const void *bytes, size_t length) {
  const char *at = bytes;
  while (length > 0) {
    ssize_t done = real_write(log_file, at, length);
    if (done < 0) abort();
    at += done;
    length -= (size_t)done;
  }
}

static void record(uint32_t kind, int32_t file, int64_t number, const void *a, size_t a_length, const void *b, size_t b_length) {
  if (log_file < 0) return;
  uint32_t lengths[2] = {(uint32_t)a_length, (uint32_t)b_length};
  pthread_mutex_lock(&lock);
  put(&kind, 4);
  put(&file, 4);
  put(&number, 8);
  put(lengths, 8);
  put(a, a_length);
  put(b, b_length);
  pthread_mutex_unlock(&lock);
}

/* Whether this write finds the disk full. Full stays full until the control says otherwise. */
static int finds_no_room(void) {
  if (control == NULL) return 0;
  int64_t mine = __atomic_add_fetch(&control[1], 1, __ATOMIC_SEQ_CST);
  if (control[0] == 0 || mine < control[0]) return 0;
  errno = ENOSPC;
  return 1;
}

static void follow(int file, const char *path, int flags) {
  if (file < 0 || file >= most_files) return;
  struct stat found;
  followed[file].on = 0;
  if (!is_inside(path) || fstat(file, &found) != 0) return;
  followed[file].device = found.st_dev;
  followed[file].inode = found.st_ino;
  int is_folder = S_ISDIR(found.st_mode);
  if (!is_folder && (flags & O_ACCMODE) == O_RDONLY) return;
  followed[file].on = 1;
  record(is_folder ? FOLDER_OPENED : OPENED, file, flags & O_TRUNC ? 1 : 0, path, strlen(path), "", 0);
}

/* A file that is to be made needs room as well. */
static int makes(const char *path, int flags) {
  return (flags & O_CREAT) && is_inside(path) && access(path, F_OK) != 0;
}

#define OPEN_BODY(name)                                   \
  mode_t mode = 0;                                        \
  if (flags & (O_CREAT | O_TMPFILE)) {                    \
    va_list rest;                                         \
    va_start(rest, flags);                                \
    mode = va_arg(rest, mode_t);                          \
    va_end(rest);                                         \
  }                                                       \
  if (makes(path, flags) && finds_no_room()) return -1;

int open(const char *path, int flags, ...) {
  OPEN_BODY(open)
  int file = real_open(path, flags, mode);
  follow(file, path, flags);
  return file;
}

int open64(const char *path, int flags, ...) {
  OPEN_BODY(open64)
  int file = REAL(open64)(path, flags, mode);
  follow(file, path, flags);
  return file;
}

int openat(int at, const char *path, int flags, ...) {
  OPEN_BODY(openat)
  int file = REAL(openat)(at, path, flags, mode);
  follow(file, path, flags);
  return file;
}

int close(int file) {
  if (file >= 0 && file < most_files) followed[file].on = 0;
  return REAL(close)(file);
}

ssize_t write(int file, const void *bytes, size_t length) {
  if (!is_followed(file)) return real_write(file, bytes, length);
  if (finds_no_room()) return -1;
  off_t at = lseek(file, 0, SEEK_CUR);
  ssize_t done = real_write(file, bytes, length);
  if (done > 0) record(WRITTEN, file, at, bytes, (size_t)done, "", 0);
  return done;
}

#define POSITIONED_WRITE(name, offset_type)                                        \
  ssize_t name(int file, const void *bytes, size_t length, offset_type at) {       \
    if (is_followed(file) && finds_no_room()) return -1;                           \
    ssize_t done = REAL(name)(file, bytes, length, at);                            \
    if (done > 0 && is_followed(file)) record(WRITTEN, file, at, bytes, (size_t)done, "", 0); \
    return done;                                                                   \
  }
POSITIONED_WRITE(pwrite, off_t)
POSITIONED_WRITE(pwrite64, off64_t)

static void record_parts(int file, off_t at, const struct iovec *parts, int count, ssize_t done) {
  for (int index = 0; index < count && done > 0; index += 1) {
    size_t length = parts[index].iov_len < (size_t)done ? parts[index].iov_len : (size_t)done;
    record(WRITTEN, file, at, parts[index].iov_base, length, "", 0);
    at += (off_t)length;
    done -= (ssize_t)length;
  }
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (is_followed(file) && finds_no_room()) return -1;
  off_t at = is_followed(file) ? lseek(file, 0, SEEK_CUR) : 0;
  ssize_t done = REAL(writev)(file, parts, count);
  if (is_followed(file)) record_parts(file, at, parts, count, done);
  return done;
}

#define POSITIONED_PARTS(name, offset_type)                                              \
  ssize_t name(int file, const struct iovec *parts, int count, offset_type at) {         \
    if (is_followed(file) && finds_no_room()) return -1;                                 \
    ssize_t done = REAL(name)(file, parts, count, at);                                   \
    if (is_followed(file)) record_parts(file, at, parts, count, done);                   \
    return done;                                                                         \
  }
POSITIONED_PARTS(pwritev, off_t)
POSITIONED_PARTS(pwritev64, off64_t)

#define CUTTING(name, offset_type)                                        \
  int name(int file, offset_type size) {                                  \
    int answer = REAL(name)(file, size);                                  \
    if (answer == 0 && is_followed(file)) record(CUT, file, size, "", 0, "", 0); \
    return answer;                                                        \
  }
CUTTING(ftruncate, off_t)
CUTTING(ftruncate64, off64_t)

/* Begun and ended apart: what another thread writes between the two is not sure to be on disk. */
static int64_t syncs;

#define SYNCING(name)                                                             \
  int name(int file) {                                                            \
    int64_t mine = __atomic_add_fetch(&syncs, 1, __ATOMIC_SEQ_CST);               \
    if (is_followed(file)) record(SYNC_BEGUN, file, mine, "", 0, "", 0);          \
    int answer = REAL(name)(file);                                                \
    if (answer == 0 && is_followed(file)) record(SYNCED, file, mine, "", 0, "", 0); \
    return answer;                                                                \
  }
SYNCING(fsync)
SYNCING(fdatasync)

int rename(const char *from, const char *to) {
  int answer = REAL(rename)(from, to);
  if (answer == 0 && is_inside(to)) record(RENAMED, -1, 0, from, strlen(from), to, strlen(to));
  return answer;
}

static void record_removal(const char *path) {
  if (is_inside(path)) record(REMOVED, -1, 0, path, strlen(path), "", 0);
}

int unlink(const char *path) {
  int answer = REAL(unlink)(path);
  if (answer == 0) record_removal(path);
  return answer;
}

int remove(const char *path) {
  int answer = REAL(remove)(path);
  if (answer == 0) record_removal(path);
  return answer;
}

int mkdir(const char *path, mode_t mode) {
  if (is_inside(path) && access(path, F_OK) != 0 && finds_no_room()) return -1;
  int answer = REAL(mkdir)(path, mode);
  if (answer == 0 && is_inside(path)) record(FOLDER_MADE, -1, 0, path, strlen(path), "", 0);
  return answer;
}
