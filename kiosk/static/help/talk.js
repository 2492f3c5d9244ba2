// SPDX-FileCopyrightText: Aufruf contributors
// SPDX-License-Identifier: EUPL-1.2
// Talking, by sound and picture, from browser to browser. Both sides use it: the device's page and the helper's.
//
// What one side says reaches the other by send(signal) and hear(signal), and may be lost while the other is not
// there. So whoever begins says "bye" (what went before is over) and what they have got, and only one side offers:
// the impolite one, whenever somebody begins. Each line has a name, which the answer repeats: what was said of a line
// that is gone meanwhile is of no other. So a page that was loaded anew is simply talked to again. Camera and microphone are switched by changing the track: nothing has to be agreed anew.
const GONE_FOR = 4_000; // ms without each other, after which another way is looked for
const KINDS = ["audio", "video"];

// onstate({ connection, mine, theirs, stream, own }) after each change. connection: "off", "waiting", "connecting",
// "live" or "lost". mine and theirs: { audio, video, trouble }, of which trouble is null, "blocked", "missing" or "busy".
// stream: what is heard and seen of the other; own: what they hear and see of us.
export class Talk {
  constructor({ send, ice = [], polite, onstate = () => {} }) {
    Object.assign(this, { send, ice, polite, onstate });
    this.mine = nothing();
    this.theirs = nothing();
    this.tracks = { audio: null, video: null };
    this.stream = new MediaStream();
    this.own = new MediaStream();
    this.connection = "off";
    this.line = null;
    this.name = ""; // of the line
    this.round = 0; // of asking for a device: who has hung up meanwhile wants it no longer
  }

  get runs() {
    return this.connection !== "off";
  }

  // With a microphone and, if wanted, a camera. Without them it goes on all the same: one can listen.
  async start({ audio = true, video = false } = {}) {
    if (this.runs) return;
    this.tell("waiting");
    this.send({ bye: true });
    const round = this.round;
    if (audio) await this.fetch("audio");
    if (video && round === this.round) await this.fetch("video");
    if (round !== this.round) return;
    await this.put_tracks(); // they may have begun while we were asked for the microphone
    this.say_media();
    if (!this.polite && !this.line) await this.offer();
  }

  // Hang up: no track runs on.
  stop({ tell = true } = {}) {
    if (this.runs && tell) this.send({ bye: true });
    this.round += 1;
    this.hang_up();
    for (const kind of KINDS) this.release(kind);
    this.mine = nothing();
    this.theirs = nothing();
    this.tell("off");
  }

  async hear(signal) {
    if (!this.runs) return;
    if (signal.bye) return this.end_line();
    if (signal.media) return this.hear_media(signal.media);
    const { round } = this;
    try {
      if (signal.description) await this.hear_description(signal.description);
      else if (signal.candidate) await this.hear_candidate(signal.candidate);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (round === this.round && signal.description?.line === this.name) this.tell("lost");
    }
  }

  // Switch the microphone or the camera. The camera's light goes out when it is off.
  async turn(kind, on) {
    if (!this.runs || Boolean(this.tracks[kind]) === on) return;
    if (on) await this.fetch(kind);
    else this.release(kind);
    await this.put_tracks();
    this.say_media();
  }

  async fetch(kind) {
    const { round } = this;
    try {
      if (!navigator.mediaDevices) throw new DOMException("no secure page", "NotAllowedError");
      const found = await navigator.mediaDevices.getUserMedia({ [kind]: kind === "audio" ? { echoCancellation: true, noiseSuppression: true } : { width: { ideal: 640 }, height: { ideal: 480 } } });
      const [track] = found.getTracks();
      if (round !== this.round || this.tracks[kind]) return track.stop(); // asked for twice, it is there already
      track.onended = () => this.lose(kind, track); // pulled out, or taken away by the browser
      this.tracks[kind] = track;
      this.own.addTrack(track);
      this.mine = { ...this.mine, [kind]: true, trouble: null };
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      if (round === this.round) this.mine = { ...this.mine, [kind]: false, trouble: trouble_of(error) };
    }
  }

  lose(kind, track) {
    if (this.tracks[kind] !== track) return;
    this.release(kind);
    this.mine.trouble = "missing";
    this.put_tracks();
    this.say_media();
  }

  release(kind) {
    const track = this.tracks[kind];
    if (!track) return;
    track.onended = null;
    track.stop();
    this.own.removeTrack(track);
    this.tracks[kind] = null;
    this.mine = { ...this.mine, [kind]: false };
  }

  say_media() {
    this.send({ media: { ...this.mine } });
    this.tell();
  }

  hear_media(media) {
    this.theirs = { audio: media.audio === true, video: media.video === true, trouble: media.trouble ?? null };
    this.tell();
    if (this.line || this.polite) return;
    this.say_media(); // they have just begun, and missed what we have said
    this.offer();
  }

  async hear_description(description) {
    if (description.type === "offer") {
      if (!this.polite) return;
      if (this.line && description.line !== this.name) this.hang_up(); // they have begun anew
      if (!this.line) {
        this.open_line(description.line);
        this.say_media();
      }
      const { line } = this;
      await line.setRemoteDescription(description);
      await this.put_tracks();
      if (line !== this.line) return;
      await line.setLocalDescription();
      this.say_description(line);
    } else if (description.line === this.name && this.line?.signalingState === "have-local-offer") {
      await this.line.setRemoteDescription(description);
    }
    await Promise.all(this.early.splice(0).map((candidate) => this.hear_candidate(candidate)));
  }

  async hear_candidate(candidate) {
    if (!this.line) return;
    if (this.line.remoteDescription) await this.line.addIceCandidate(candidate).catch(() => {}); // of a line that is gone
    else this.early.push(candidate);
  }

  async offer({ again = false } = {}) {
    const is_new = !this.line;
    if (is_new) this.open_line(crypto.getRandomValues(new Uint32Array(2)).join("-"));
    const { line } = this;
    if (is_new) {
      for (const kind of KINDS) line.addTransceiver(kind, { direction: "sendrecv" });
      await this.put_tracks();
      if (line !== this.line) return; // hung up meanwhile
    }
    if (again) line.restartIce();
    try {
      await line.setLocalDescription();
    } catch (error) {
      if (line === this.line) throw error;
      return;
    }
    this.say_description(line);
  }

  say_description(line) {
    if (line !== this.line) return;
    const { type, sdp } = line.localDescription;
    this.send({ description: { type, sdp, line: this.name } });
  }

  // Each kind has its place in the line, whether there is something to send or not.
  async put_tracks() {
    const places = this.line?.getTransceivers() ?? [];
    await Promise.all(places.map((place) => {
      if (place.direction !== "stopped") place.direction = "sendrecv";
      return place.sender.replaceTrack(this.tracks[place.receiver.track.kind]).catch(() => {});
    }));
  }

  open_line(name) {
    this.name = name;
    const line = this.line = new RTCPeerConnection({ iceServers: this.ice });
    this.early = [];
    line.onicecandidate = ({ candidate }) => { if (candidate?.candidate && line === this.line) this.send({ candidate: candidate.toJSON() }); };
    line.ontrack = ({ track }) => {
      if (line !== this.line) return;
      for (const old of this.stream.getTracks()) if (old.kind === track.kind) this.stream.removeTrack(old);
      this.stream.addTrack(track);
      this.tell();
    };
    line.onconnectionstatechange = () => { if (line === this.line) this.follow(line.connectionState); };
    this.tell("connecting");
  }

  follow(state) {
    clearTimeout(this.timer);
    if (state === "connected") return this.tell("live");
    if (!["disconnected", "failed"].includes(state)) return;
    this.tell("lost");
    if (!this.polite) this.timer = setTimeout(() => this.offer({ again: true }), state === "failed" ? 0 : GONE_FOR);
  }

  end_line() {
    this.hang_up();
    this.theirs = nothing();
    this.tell("waiting");
  }

  hang_up() {
    clearTimeout(this.timer);
    this.line?.close();
    this.line = null;
    for (const track of this.stream.getTracks()) this.stream.removeTrack(track);
  }

  tell(connection = this.connection) {
    this.connection = connection;
    const { mine, theirs, stream, own } = this;
    this.onstate({ connection, mine, theirs, stream, own });
  }
}

function nothing() {
  return { audio: false, video: false, trouble: null };
}

function trouble_of({ name }) {
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "blocked";
}
