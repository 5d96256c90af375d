/**
 * Loaded into central by npm start (--import): when npm start is gone, even by SIGKILL, its end
 * of the channel closes, and central shuts down in order.
 */

process.once('disconnect', () => {
  process.kill(process.pid, 'SIGTERM');
});
// Waiting for the parent must not keep a finished process alive.
process.channel?.unref();
