/** Two short notes, falling when something turned bad, rising when a rollback ended. No file: the page brings no sound of its own. */
export function playTone(tone: 'bad' | 'ended'): void {
  const audio = new AudioContext();
  const notes = tone === 'bad' ? [660, 440] : [440, 660];
  notes.forEach((frequency, index) => {
    const start = audio.currentTime + index * 0.18;
    const oscillator = audio.createOscillator();
    const volume = audio.createGain();
    oscillator.frequency.value = frequency;
    volume.gain.setValueAtTime(0, start);
    volume.gain.linearRampToValueAtTime(0.2, start + 0.02);
    volume.gain.linearRampToValueAtTime(0, start + 0.16);
    oscillator.connect(volume).connect(audio.destination);
    oscillator.start(start);
    oscillator.stop(start + 0.17);
    if (index === notes.length - 1) oscillator.addEventListener('ended', () => void audio.close());
  });
}
