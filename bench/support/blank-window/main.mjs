// The least that Electron can be: one sandboxed window with one word in it.
import { app, BrowserWindow } from 'electron';

function open() {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false },
  });
  void window.loadFile('index.html');
}

app.setPath('userData', process.argv[process.argv.indexOf('--data') + 1]);
app.on('window-all-closed', () => app.quit());
// Not awaited: the registry-only runtime holds `ready` back until this file has run.
void app.whenReady().then(open);
