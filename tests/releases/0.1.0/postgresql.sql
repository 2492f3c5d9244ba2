--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: alembic_version; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);


--
-- Name: appointment; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.appointment (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    date date NOT NULL,
    state character varying(32) NOT NULL,
    start_at timestamp with time zone NOT NULL,
    minutes integer NOT NULL,
    occupied_minutes integer NOT NULL,
    services jsonb NOT NULL,
    witness character varying(64),
    booking_code character varying(6) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    hold_expires_at timestamp with time zone,
    generation integer NOT NULL,
    sequence integer NOT NULL,
    language character varying(16) NOT NULL,
    channel character varying(16) NOT NULL,
    name character varying(200),
    email character varying(254),
    phone character varying(40),
    notes character varying(1000),
    erased_at timestamp with time zone,
    CONSTRAINT ck_appointment_appointmentstate CHECK (((state)::text = ANY ((ARRAY['held'::character varying, 'confirmed'::character varying, 'checked_in'::character varying, 'lapsed'::character varying, 'cancelled_by_citizen'::character varying, 'cancelled_by_office'::character varying, 'missed'::character varying])::text[]))),
    CONSTRAINT ck_appointment_minutes CHECK (((minutes > 0) AND (occupied_minutes >= minutes)))
);


--
-- Name: closure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.closure (
    office_id character varying(64) NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    reason character varying(200) NOT NULL
);


--
-- Name: counter; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counter (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    kind character varying(32) NOT NULL,
    room character varying(100) NOT NULL,
    "position" integer NOT NULL,
    CONSTRAINT ck_counter_counterkind CHECK (((kind)::text = ANY ((ARRAY['desk'::character varying, 'terminal'::character varying, 'remote'::character varying])::text[])))
);


--
-- Name: counter_seat; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.counter_seat (
    office_id character varying(64) NOT NULL,
    counter_id character varying(64) NOT NULL,
    user_id character varying(64) NOT NULL,
    staff_id character varying(64),
    opened_at timestamp with time zone NOT NULL,
    paused boolean NOT NULL
);


--
-- Name: device; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.device (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    key character varying(64) NOT NULL,
    kind character varying(32) NOT NULL,
    name character varying(100) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT ck_device_devicekind CHECK (((kind)::text = ANY ((ARRAY['kiosk'::character varying, 'display'::character varying, 'terminal'::character varying])::text[])))
);


--
-- Name: erasure; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.erasure (
    office_id character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    kind character varying(32) NOT NULL,
    count integer NOT NULL
);


--
-- Name: idempotency; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.idempotency (
    caller character varying(80) NOT NULL,
    path character varying(200) NOT NULL,
    key character varying(200) NOT NULL,
    body_hash character varying(64) NOT NULL,
    status integer NOT NULL,
    answer jsonb,
    created_at timestamp with time zone NOT NULL
);


--
-- Name: office; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.office (
    id character varying(64) NOT NULL,
    tenant_id character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    street character varying(200) NOT NULL,
    house_number character varying(40) NOT NULL,
    postal_code character varying(20) NOT NULL,
    city character varying(200) NOT NULL,
    lat double precision,
    lon double precision,
    timezone character varying(64) NOT NULL,
    land character varying(2),
    grid_minutes integer NOT NULL,
    hold_minutes integer NOT NULL,
    window_days integer NOT NULL,
    lead_minutes integer NOT NULL,
    check_in_early_minutes integer NOT NULL,
    grace_minutes integer NOT NULL,
    walk_in_late_minutes integer NOT NULL,
    walk_in_guard boolean NOT NULL,
    retention_days integer NOT NULL,
    call_order jsonb NOT NULL,
    version integer NOT NULL
);


--
-- Name: office_day; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.office_day (
    office_id character varying(64) NOT NULL,
    date date NOT NULL,
    event_seq integer NOT NULL,
    generation integer NOT NULL,
    closed_at timestamp with time zone
);


--
-- Name: office_service; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.office_service (
    office_id character varying(64) NOT NULL,
    service_id character varying(64) NOT NULL,
    duration_minutes integer,
    appointments boolean NOT NULL,
    walk_ins boolean NOT NULL
);


--
-- Name: opening_rule; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.opening_rule (
    office_id character varying(64) NOT NULL,
    "position" integer NOT NULL,
    weekday integer NOT NULL,
    local_from time without time zone NOT NULL,
    local_to time without time zone NOT NULL,
    valid_from date,
    valid_to date,
    every_n_weeks integer NOT NULL,
    week_of_month integer,
    kind character varying(32) NOT NULL,
    CONSTRAINT ck_opening_rule_openingkind CHECK (((kind)::text = ANY ((ARRAY['open'::character varying, 'appointments'::character varying, 'walk_ins'::character varying])::text[])))
);


--
-- Name: outbox; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.outbox (
    office_id character varying(64) NOT NULL,
    date date NOT NULL,
    seq integer NOT NULL,
    kind character varying(40) NOT NULL,
    payload jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: personal_token; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.personal_token (
    key character varying(64) NOT NULL,
    user_id character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone
);


--
-- Name: rate_limit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rate_limit (
    key character varying(80) NOT NULL,
    window_at timestamp with time zone NOT NULL,
    count integer NOT NULL
);


--
-- Name: rehearsal; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.rehearsal (
    id integer NOT NULL,
    real_at timestamp with time zone NOT NULL,
    shown_at timestamp with time zone NOT NULL,
    speed double precision NOT NULL
);


--
-- Name: service; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.service (
    id character varying(64) NOT NULL,
    name character varying(300) NOT NULL,
    duration_minutes integer NOT NULL,
    leika_keys jsonb NOT NULL,
    max_quantity integer NOT NULL,
    combinable jsonb NOT NULL,
    online boolean NOT NULL,
    keywords character varying NOT NULL,
    documents character varying NOT NULL,
    ticket_group character varying(4) NOT NULL
);


--
-- Name: session; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.session (
    key character varying(64) NOT NULL,
    user_id character varying(64) NOT NULL,
    csrf character varying(64) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL
);


--
-- Name: shift; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.shift (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    staff_id character varying(64) NOT NULL,
    weekday integer,
    date date,
    local_from time without time zone,
    local_to time without time zone,
    breaks jsonb NOT NULL,
    counter_id character varying(64),
    CONSTRAINT ck_shift_weekday_or_date CHECK (((weekday IS NULL) <> (date IS NULL)))
);


--
-- Name: staff_member; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.staff_member (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    name character varying(200) NOT NULL,
    skills jsonb
);


--
-- Name: tenant; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.tenant (
    id character varying(64) NOT NULL,
    name character varying(200) NOT NULL
);


--
-- Name: ticket_series; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.ticket_series (
    office_id character varying(64) NOT NULL,
    date date NOT NULL,
    ticket_group character varying(4) NOT NULL,
    last integer NOT NULL
);


--
-- Name: user; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public."user" (
    id character varying(64) NOT NULL,
    tenant_id character varying(64) NOT NULL,
    name character varying(100) NOT NULL,
    password_hash character varying(200),
    role character varying(32) NOT NULL,
    staff_id character varying(64),
    disabled boolean NOT NULL,
    CONSTRAINT ck_user_role CHECK (((role)::text = ANY ((ARRAY['clerk'::character varying, 'reception'::character varying, 'supervisor'::character varying, 'administrator'::character varying, 'helper'::character varying])::text[])))
);


--
-- Name: user_office; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.user_office (
    user_id character varying(64) NOT NULL,
    office_id character varying(64) NOT NULL
);


--
-- Name: visit; Type: TABLE; Schema: public; Owner: -
--

CREATE TABLE public.visit (
    office_id character varying(64) NOT NULL,
    id character varying(64) NOT NULL,
    date date NOT NULL,
    ticket_group character varying(4) NOT NULL,
    ordinal integer NOT NULL,
    state character varying(32) NOT NULL,
    services jsonb NOT NULL,
    arrived_at timestamp with time zone NOT NULL,
    known_at timestamp with time zone NOT NULL,
    channel character varying(16) NOT NULL,
    appointment_id character varying(64),
    booked_at timestamp with time zone,
    priority boolean NOT NULL,
    counter_id character varying(64),
    for_counter character varying(64),
    not_before timestamp with time zone,
    called_at timestamp with time zone,
    serving_at timestamp with time zone,
    ended_at timestamp with time zone,
    times_missed integer NOT NULL,
    generation integer NOT NULL,
    language character varying(16) NOT NULL,
    continues_office character varying(64),
    continues_visit character varying(64),
    name character varying(200),
    needs jsonb,
    notes character varying(1000),
    erased_at timestamp with time zone,
    CONSTRAINT ck_visit_visitstate CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'called'::character varying, 'serving'::character varying, 'finished'::character varying, 'missed'::character varying, 'parked'::character varying, 'left'::character varying, 'transferred'::character varying, 'cancelled_by_office'::character varying])::text[])))
);


--
-- Data for Name: alembic_version; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.alembic_version VALUES
	('0001');


--
-- Data for Name: appointment; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.appointment VALUES
	('rathaus', 'vuxQlRw_DlJ289Vu', '2026-11-27', 'confirmed', '2026-11-27 08:25:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'bramkamp', 'ZPXJ8X', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ada Cordes', 'ada.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Lh-J5deJJG0OS_QG', '2026-11-26', 'confirmed', '2026-11-26 10:05:00+00', 20, 20, '[["fundsache", 1]]', 'dornbusch', 'WMC3GW', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Finn Abendroth', 'finn.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'ULlGjnV-YfQAjk-h', '2026-11-26', 'confirmed', '2026-11-26 13:00:00+00', 15, 15, '[["reisepass", 1]]', 'ilic', '8QHYRA', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Bela Beispiel', 'bela.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'eX3OB-Om_F5vpspY', '2026-11-26', 'confirmed', '2026-11-26 10:55:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'VQUCDE', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Beispiel', 'noah.beispiel@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'L5xraVuBoLNzrz9D', '2026-11-26', 'confirmed', '2026-11-26 13:40:00+00', 30, 30, '[["personalausweis", 2]]', 'ilic', '2FB6KT', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Cem Immergut', 'cem.immergut@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'q_OnPJGxi19XCQoA', '2026-11-30', 'confirmed', '2026-11-30 10:25:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'jansen', 'GBA483', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Abendroth', 'dana.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'mYNCW5ogWtbwihKk', '2026-11-26', 'confirmed', '2026-11-26 12:20:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'CAJJWN', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Cordes', 'greta.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '7wSLzkpgYsaK4C-J', '2026-11-26', 'confirmed', '2026-11-26 10:40:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'bramkamp', 'EZS5PH', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Demir', 'noah.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Au8C-rhtgmKbRiR3', '2026-11-26', 'confirmed', '2026-11-26 08:35:00+00', 5, 5, '[["fuehrungszeugnis", 1]]', 'gerlach', 'HC3M8Q', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Finn Beispiel', 'finn.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '9yRy6hoHQEimlhFi', '2026-12-01', 'confirmed', '2026-12-01 11:00:00+00', 10, 10, '[["wohnsitz-abmelden", 1]]', 'gerlach', 'W4SGHF', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Finn Abendroth', 'finn.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'Wndy2rAfCcm9TYKu', '2026-11-27', 'confirmed', '2026-11-27 09:05:00+00', 5, 5, '[["internationaler-fuehrerschein", 1]]', 'jansen', '88PCK5', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Elif Linde', 'elif.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'BTm23UDeHqhNy5H9', '2026-11-30', 'confirmed', '2026-11-30 07:10:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'ilic', '4KFWND', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Elif Cordes', 'elif.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Xt4k6wyvFQcFpOEf', '2026-11-27', 'confirmed', '2026-11-27 08:00:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'H644BS', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Beispiel', 'noah.beispiel@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'S-W0wLbqFqWlqbWl', '2026-11-26', 'confirmed', '2026-11-26 11:10:00+00', 10, 10, '[["beglaubigung-unterschrift", 1]]', 'ilic', 'EVXYFC', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Elif Linde', 'elif.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'nmmXdvlXTl0uTWYa', '2026-11-26', 'confirmed', '2026-11-26 11:10:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'celik', '4UDC7X', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Hanno Abendroth', 'hanno.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'zu6KJJ95KGTCvFMR', '2026-11-26', 'confirmed', '2026-11-26 09:45:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'gerlach', 'T7SKZB', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Cordes', 'dana.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Aky86edFeHnVawUa', '2026-11-30', 'confirmed', '2026-11-30 08:05:00+00', 30, 30, '[["fahrzeug-adresse", 2]]', 'dornbusch', 'Z7V2QP', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Bela Muster', 'bela.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'LkcWnDwnFCU7RFQU', '2026-11-30', 'confirmed', '2026-11-30 13:45:00+00', 15, 15, '[["lebensbescheinigung", 1]]', 'ilic', '775652', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Beispiel', 'greta.beispiel@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'lZXb7Zp8xWaxm0YA', '2026-11-26', 'confirmed', '2026-11-26 10:55:00+00', 15, 15, '[["personalausweis", 1]]', 'ilic', 'VPV26Y', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Muster', 'greta.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'f8rUOLivPSi5ETBF', '2026-11-27', 'confirmed', '2026-11-27 08:30:00+00', 10, 10, '[["melderegisterauskunft", 1]]', 'ilic', '6W72ZW', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Cem Immergut', 'cem.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'YyzXR712louJ_x_f', '2026-11-27', 'confirmed', '2026-11-27 11:20:00+00', 10, 10, '[["melderegisterauskunft", 1]]', 'bramkamp', '7TPECC', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Hanno Linde', 'hanno.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'ugIBp2CZFj76Jvkq', '2026-11-27', 'confirmed', '2026-11-27 08:15:00+00', 15, 15, '[["reisepass", 1]]', 'ilic', '6T3E5J', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Mina Demir', 'mina.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'D1mAAc7iUXnlHB7Y', '2026-11-30', 'confirmed', '2026-11-30 13:35:00+00', 15, 15, '[["personalausweis", 1]]', 'bramkamp', 'WDZDKV', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Bela Muster', 'bela.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'NhAc6sMVPMXDiNL5', '2026-11-26', 'confirmed', '2026-11-26 11:30:00+00', 15, 15, '[["fahrzeug-anmelden", 1]]', 'dornbusch', '24GCVM', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Linde', 'dana.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'zMFbKaGdjcwQXjSg', '2026-11-30', 'confirmed', '2026-11-30 13:45:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'celik', 'R2MEM3', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Elif Abendroth', 'elif.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'rn5viOGAbQLwgIzR', '2026-11-26', 'checked_in', '2026-11-26 07:10:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'ilic', '32XFC4', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Elif Demir', 'elif.demir@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'aaQ3H1quH80dNmCZ', '2026-11-26', 'checked_in', '2026-11-26 07:05:00+00', 5, 5, '[["fuehrungszeugnis", 1]]', 'ilic', 'NXDAES', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Elif Cordes', 'elif.cordes@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'EdRS-Pmw2xuc6Gux', '2026-11-26', 'checked_in', '2026-11-26 08:00:00+00', 15, 15, '[["reisepass", 1]]', 'ilic', '8SV8PK', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Greta Abendroth', 'greta.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', '2O4CPDf1xBomm-_Q', '2026-11-26', 'checked_in', '2026-11-26 07:10:00+00', 5, 5, '[["fuehrungszeugnis", 1]]', 'ilic', '2STMSD', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Mina Ebeling', 'mina.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'RU7J2F5wg1PD5C39', '2026-11-26', 'checked_in', '2026-11-26 07:40:00+00', 15, 15, '[["fahrzeug-anmelden", 1]]', 'dornbusch', 'W6D3KJ', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Mina Beispiel', 'mina.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'jo7xZ_hqEH5OAdCz', '2026-11-26', 'checked_in', '2026-11-26 08:00:00+00', 20, 20, '[["gewerbe-ummelden", 1]]', 'erdmann', '7PA9KF', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Noah Demir', 'noah.demir@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'UTDHcfGMzEVNHdmX', '2026-11-26', 'checked_in', '2026-11-26 08:00:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'jansen', 'VNC4ZT', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Finn Demir', 'finn.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'CdDSavxie8vnNir7', '2026-11-27', 'confirmed', '2026-11-27 10:10:00+00', 45, 45, '[["reisepass", 2], ["personalausweis", 1]]', 'bramkamp', 'H2TEBS', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ida Beispiel', 'ida.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'cYwNrXpFTpL9BjAI', '2026-11-30', 'confirmed', '2026-11-30 14:45:00+00', 10, 10, '[["fahrzeug-abmelden", 1]]', 'dornbusch', 'W63VNC', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ida Immergut', 'ida.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'qEnxEvNWn1uyrhc5', '2026-11-30', 'confirmed', '2026-11-30 13:40:00+00', 15, 15, '[["reisepass", 1]]', 'fricke', 'C9N7ZV', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Beispiel', 'jaro.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'HJ76DyXhPLk4Su8J', '2026-11-26', 'confirmed', '2026-11-26 13:50:00+00', 15, 15, '[["personalausweis", 1]]', 'bramkamp', '6Y5CF7', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Ebeling', 'noah.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'L5Ed7LXdsVb2gWYO', '2026-11-27', 'confirmed', '2026-11-27 07:00:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'DYK8UG', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Muster', 'greta.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'tw5zRBkwmD7M-GDa', '2026-11-30', 'confirmed', '2026-11-30 08:35:00+00', 10, 10, '[["beglaubigung-unterschrift", 1]]', 'bramkamp', 'H7GE7J', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ida Beispiel', 'ida.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'KqTVPKU1KTwT5dH_', '2026-11-26', 'confirmed', '2026-11-26 16:30:00+00', 15, 15, '[["personalausweis", 1]]', 'bramkamp', 'TQBZB5', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Linde', 'dana.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'pRgsRYaPVX6fq44F', '2026-12-02', 'confirmed', '2026-12-02 08:45:00+00', 15, 15, '[["vorlaeufiger-reisepass", 1]]', 'ilic', 'QV68FM', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Demir', 'jaro.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'KcXQUAnwzCgojnRe', '2026-11-27', 'confirmed', '2026-11-27 08:20:00+00', 60, 60, '[["reisepass", 1], ["wohnsitz-anmelden", 3]]', 'celik', 'AEJFTP', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Finn Demir', 'finn.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 't794ooiYzMignZvf', '2026-11-26', 'confirmed', '2026-11-26 14:15:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'YKHN9Q', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Abendroth', 'jaro.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'g5Y0LUOnMJ0vhyLB', '2026-11-30', 'confirmed', '2026-11-30 12:20:00+00', 20, 20, '[["haushaltsbescheinigung", 1], ["reisepass", 1]]', 'ilic', 'D24GQU', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Abendroth', 'noah.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'HxG1ygVsB9BOm_M_', '2026-11-27', 'confirmed', '2026-11-27 10:30:00+00', 30, 30, '[["wohnsitz-anmelden", 2]]', 'celik', '8ZZCAM', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Linde', 'jaro.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'T0E_fPTe-ixxYsb8', '2026-11-27', 'confirmed', '2026-11-27 07:40:00+00', 15, 15, '[["vorlaeufiger-reisepass", 1]]', 'ilic', '78524V', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Abendroth', 'dana.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'KyyyWa4ZDYE-AUKu', '2026-11-26', 'confirmed', '2026-11-26 13:10:00+00', 5, 5, '[["fuehrungszeugnis", 1]]', 'ilic', 'TJPXDF', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ada Immergut', 'ada.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'YtvNOHuEXzO64daV', '2026-11-30', 'confirmed', '2026-11-30 13:30:00+00', 15, 15, '[["reisepass", 1]]', 'celik', 'XAVJAG', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Dana Beispiel', 'dana.beispiel@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'aiHH4e5Hnfl_Q_d3', '2026-12-07', 'confirmed', '2026-12-07 09:00:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'ilic', 'C6VG9X', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ida Cordes', 'ida.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'lb6357895Zu79ffT', '2026-11-26', 'confirmed', '2026-11-26 12:20:00+00', 10, 10, '[["fahrzeug-abmelden", 1]]', 'erdmann', 'P3DCTE', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Hanno Beispiel', 'hanno.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'ynLC4BFDdaEEaQFK', '2026-11-26', 'confirmed', '2026-11-26 11:05:00+00', 30, 30, '[["fahrzeug-adresse", 2]]', 'erdmann', 'DUQ3KY', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Demir', 'jaro.demir@musterstadt.example', NULL, NULL, NULL);
INSERT INTO public.appointment VALUES
	('rathaus', 'Vv99bf2xsDYo4m3w', '2026-11-27', 'confirmed', '2026-11-27 09:05:00+00', 15, 15, '[["fahrzeug-anmelden", 1]]', 'dornbusch', 'BX7ZHV', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ada Abendroth', 'ada.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Ri3lgpAML9QoMEQq', '2026-11-27', 'confirmed', '2026-11-27 11:20:00+00', 15, 15, '[["reisepass", 1]]', 'celik', 'FXFWQU', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Bela Immergut', 'bela.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'FE4v4sDkAPMJMFvc', '2026-11-30', 'confirmed', '2026-11-30 11:50:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'NH3CP3', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Cem Demir', 'cem.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '_b-7i31Ue7FTzfoa', '2026-11-26', 'confirmed', '2026-11-26 15:50:00+00', 30, 30, '[["personalausweis", 1], ["reisepass", 1]]', 'bramkamp', '5XGHCK', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Hanno Linde', 'hanno.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'XHRYT8_dtuRDGEqY', '2026-11-26', 'confirmed', '2026-11-26 15:20:00+00', 10, 10, '[["wohnsitz-abmelden", 1]]', 'gerlach', 'WB8C37', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Finn Beispiel', 'finn.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '_g7xU1iMq3ApXO79', '2026-12-01', 'confirmed', '2026-12-01 14:20:00+00', 30, 30, '[["gewerbe-abmelden", 2]]', 'erdmann', 'A6692C', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Linde', 'jaro.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'g8FxpS7912y3zLYR', '2026-11-26', 'confirmed', '2026-11-26 11:40:00+00', 15, 15, '[["personalausweis", 1]]', 'bramkamp', '8K7F6C', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Muster', 'jaro.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'vBli2Il8A9Fr6Tmv', '2026-11-26', 'confirmed', '2026-11-26 13:40:00+00', 20, 20, '[["fundsache", 1]]', 'dornbusch', 'GMTMCK', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Ida Cordes', 'ida.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'LaFF6ExllaizWDEl', '2026-11-27', 'confirmed', '2026-11-27 07:25:00+00', 45, 45, '[["wohnsitz-anmelden", 3]]', 'celik', 'NME5TD', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Muster', 'greta.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', '8KHK1UvmGFY9CaDs', '2026-11-27', 'confirmed', '2026-11-27 10:00:00+00', 30, 30, '[["personalausweis", 1], ["wohnsitz-anmelden", 1]]', 'kowalke', 'QBNCX6', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Jaro Demir', 'jaro.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '4jUU-48BLy1QAI7H', '2026-11-26', 'checked_in', '2026-11-26 08:20:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'gerlach', 'X8NZPJ', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Noah Abendroth', 'noah.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'fc4yVf8pgIzm5tWS', '2026-11-26', 'checked_in', '2026-11-26 08:55:00+00', 10, 10, '[["wohnsitz-abmelden", 1]]', 'gerlach', 'KGRN7M', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Mina Demir', 'mina.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '49_8JIzB6gKWF6lv', '2026-11-26', 'checked_in', '2026-11-26 08:45:00+00', 20, 20, '[["gewerbe-ummelden", 1]]', 'erdmann', 'VBUV9M', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Noah Muster', 'noah.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'LGG49eV-5MHEqA_X', '2026-11-26', 'checked_in', '2026-11-26 09:20:00+00', 10, 10, '[["melderegisterauskunft", 1]]', 'ilic', 'P6DNRT', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Dana Ebeling', 'dana.ebeling@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'YvCllI-mKdf1gUVO', '2026-11-26', 'confirmed', '2026-11-26 13:00:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'ilic', 'H8K5KR', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Mina Linde', 'mina.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'VGpKuE65T-dmGwWP', '2026-11-26', 'confirmed', '2026-11-26 14:00:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ilic', 'WJ9KQU', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Bela Abendroth', 'bela.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'OJIgz1rY6dR-mBmO', '2026-11-26', 'confirmed', '2026-11-26 11:05:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'jansen', 'XWQRJC', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Greta Immergut', 'greta.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '2VwLl0wYId-0dzyx', '2026-11-30', 'confirmed', '2026-11-30 11:30:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'TNGAWY', '2026-11-25 20:00:00+00', NULL, 0, 0, 'de', 'public', 'Noah Cordes', 'noah.cordes@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'EzA_oZOeeksSiaQg', '2026-11-26', 'confirmed', '2026-11-26 09:25:00+00', 25, 25, '[["beglaubigung-unterschrift", 1], ["wohnsitz-anmelden", 1]]', 'ilic', '8DTAQD', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Greta Abendroth', 'greta.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'iU8e5jJWUECKKTYm', '2026-11-27', 'confirmed', '2026-11-27 11:30:00+00', 30, 30, '[["reisepass", 2]]', 'bramkamp', 'BHTZ4V', '2026-11-26 06:55:10+00', NULL, 0, 1, 'de', 'public', 'Bela Ebeling', 'bela.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'So6i6SF7IuWiWp7W', '2026-11-30', 'confirmed', '2026-11-30 10:05:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'Q2WKGN', '2026-11-26 07:00:55.312772+00', NULL, 0, 1, 'de', 'public', 'Greta Linde', 'greta.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'w3iFWNZHD5XDwP8a', '2026-12-07', 'confirmed', '2026-12-07 08:15:00+00', 20, 20, '[["gewerbe-ummelden", 1]]', 'erdmann', 'FB63SS', '2026-11-26 07:04:45.120672+00', NULL, 0, 1, 'de', 'public', 'Jaro Cordes', 'jaro.cordes@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'K6C1YJ4qYWuKLmOF', '2026-11-26', 'confirmed', '2026-11-26 09:50:00+00', 30, 30, '[["personalausweis", 1], ["reisepass", 1]]', 'ilic', 'TQDHP7', '2026-11-26 07:06:38.41721+00', NULL, 0, 1, 'de', 'public', 'Ida Abendroth', 'ida.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'NSj4deI2VphE37ew', '2026-11-30', 'confirmed', '2026-11-30 08:00:00+00', 30, 30, '[["wohnsitz-anmelden", 1], ["ausweis-verloren", 1]]', 'bramkamp', 'JNCGGT', '2026-11-26 07:10:03.868304+00', NULL, 0, 1, 'de', 'public', 'Mina Immergut', 'mina.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'bAGOhIxIMwxzhllM', '2026-11-27', 'confirmed', '2026-11-27 07:35:00+00', 15, 15, '[["fahrzeug-anmelden", 1]]', 'dornbusch', 'GM3MHF', '2026-11-26 07:09:01.515743+00', NULL, 0, 1, 'de', 'public', 'Bela Abendroth', 'bela.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'IqXbLYhKS7fjRl3Q', '2026-11-27', 'confirmed', '2026-11-27 07:55:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'QZV5DV', '2026-11-26 07:15:03.933034+00', NULL, 0, 1, 'de', 'public', 'Ida Cordes', 'ida.cordes@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', '9LEBeBgbzCcx8OPb', '2026-11-26', 'checked_in', '2026-11-26 07:30:00+00', 15, 15, '[["personalausweis", 1]]', 'ilic', '4327D5', '2026-11-25 20:00:00+00', NULL, 0, 1, 'de', 'public', 'Ida Muster', 'ida.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'RCR0fxJtA__zTvs4', '2026-11-30', 'confirmed', '2026-11-30 12:00:00+00', 30, 30, '[["personalausweis", 1], ["wohnsitz-anmelden", 1]]', 'jansen', '579RPE', '2026-11-26 07:21:19.308249+00', NULL, 0, 1, 'de', 'public', 'Cem Linde', 'cem.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'Isp41-ew0L7Fy6Nd', '2026-12-03', 'confirmed', '2026-12-03 07:55:00+00', 15, 15, '[["personalausweis", 1]]', 'ilic', 'XHQNBR', '2026-11-26 07:26:30.552106+00', NULL, 0, 1, 'de', 'public', 'Bela Muster', 'bela.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'hOuGSu0XgduyAOxQ', '2026-11-26', 'confirmed', '2026-11-26 13:40:00+00', 5, 5, '[["haushaltsbescheinigung", 1]]', 'ilic', '89GQUU', '2026-11-26 07:31:11.54879+00', NULL, 0, 1, 'de', 'public', 'Hanno Muster', 'hanno.muster@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'Q6kEqby6q6uxH70i', '2026-11-30', 'confirmed', '2026-11-30 10:15:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ilic', 'VHYRMM', '2026-11-26 07:31:11.54879+00', NULL, 0, 1, 'de', 'public', 'Noah Muster', 'noah.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'klEU5y44fmRYT8My', '2026-12-01', 'confirmed', '2026-12-01 09:00:00+00', 10, 10, '[["auskunftssperre", 1]]', 'celik', '3Z57GS', '2026-11-26 07:33:22.789932+00', NULL, 0, 1, 'de', 'public', 'Cem Beispiel', 'cem.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'SnWpmW-0H3n8-D0Q', '2026-11-30', 'confirmed', '2026-11-30 09:35:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'celik', 'YVNTMW', '2026-11-26 07:35:51.490067+00', NULL, 0, 1, 'de', 'public', 'Jaro Demir', 'jaro.demir@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'wVGeHABl-vJqTBMj', '2026-11-30', 'confirmed', '2026-11-30 07:25:00+00', 20, 20, '[["gewerbe-ummelden", 1]]', 'erdmann', 'DZF4TC', '2026-11-26 07:45:06.202469+00', NULL, 0, 1, 'de', 'public', 'Mina Ebeling', 'mina.ebeling@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', '5R9wWE60tQm5J8cQ', '2026-11-30', 'confirmed', '2026-11-30 13:45:00+00', 10, 10, '[["beglaubigung-unterschrift", 1]]', 'jansen', 'R4JHXZ', '2026-11-26 07:45:36.360791+00', NULL, 0, 1, 'de', 'public', 'Ida Cordes', 'ida.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'X0Vd8rQ7RQVHVEPh', '2026-11-26', 'confirmed', '2026-11-26 12:50:00+00', 15, 15, '[["reisepass", 1]]', 'bramkamp', '5S2D68', '2026-11-26 07:51:41.78152+00', NULL, 0, 1, 'de', 'public', 'Mina Beispiel', 'mina.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '-DMdubI3y3j2PP7w', '2026-11-27', 'confirmed', '2026-11-27 08:05:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'fricke', 'UCYDPB', '2026-11-26 07:54:45.277263+00', NULL, 0, 1, 'de', 'public', 'Elif Beispiel', 'elif.beispiel@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'MUv3783BhbDN9Cu0', '2026-11-26', 'confirmed', '2026-11-26 09:20:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', 'ND5ZJF', '2026-11-26 08:00:10+00', NULL, 0, 1, 'de', 'public', 'Mina Abendroth', 'mina.abendroth@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'dLYeo9wJx_1HtdLD', '2026-11-26', 'checked_in', '2026-11-26 08:30:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'ilic', '94KP3F', '2026-11-26 07:06:12.474238+00', NULL, 0, 2, 'de', 'public', 'Finn Linde', 'finn.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'civyUMrXJcu0ovyH', '2026-11-26', 'confirmed', '2026-11-26 14:25:00+00', 10, 10, '[["fahrzeug-abmelden", 1]]', 'dornbusch', 'E4S5Q6', '2026-11-26 08:07:17.808353+00', NULL, 0, 1, 'de', 'public', 'Finn Immergut', 'finn.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'sMijMTdOqVvanoI9', '2026-11-30', 'confirmed', '2026-11-30 12:45:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'CS8NH2', '2026-11-26 08:06:28.989695+00', NULL, 0, 1, 'de', 'public', 'Jaro Immergut', 'jaro.immergut@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Ch0gVJQBMxxbNwaY', '2026-11-26', 'confirmed', '2026-11-26 16:10:00+00', 30, 30, '[["wohnsitz-anmelden", 1], ["personalausweis", 1]]', 'celik', '5A9AYB', '2026-11-26 08:10:21.283228+00', NULL, 0, 1, 'de', 'public', 'Cem Muster', 'cem.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'A60MtqlMMa8BlswD', '2026-11-27', 'confirmed', '2026-11-27 09:20:00+00', 15, 15, '[["bewohnerparkausweis", 1]]', 'dornbusch', 'DSJ7CU', '2026-11-26 08:10:48.83202+00', NULL, 0, 1, 'de', 'public', 'Cem Muster', 'cem.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'x2Vqjoksufa3Lw0P', '2026-11-27', 'confirmed', '2026-11-27 10:15:00+00', 20, 20, '[["gewerbe-anmelden", 1]]', 'erdmann', 'ZP2JZT', '2026-11-26 08:08:29.779079+00', NULL, 0, 1, 'de', 'public', 'Hanno Cordes', 'hanno.cordes@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'XXBlGSdFySbj819D', '2026-11-30', 'lapsed', '2026-11-30 09:45:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'bramkamp', '9Q244R', '2026-11-26 07:16:18.7787+00', '2026-11-26 07:36:18.7787+00', 0, 1, 'de', 'public', 'Ada Muster', 'ada.muster@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'lEdSXgg_ecHzv86R', '2026-11-27', 'confirmed', '2026-11-27 11:10:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'fricke', 'NQURQJ', '2026-11-26 08:15:10+00', NULL, 0, 1, 'de', 'public', 'Jaro Demir', 'jaro.demir@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 't5Xr9NiyUHU78lLh', '2026-11-26', 'confirmed', '2026-11-26 15:10:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ilic', 'SD7KUZ', '2026-11-26 08:25:04.970626+00', NULL, 0, 1, 'de', 'public', 'Finn Ebeling', 'finn.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'MB9WwNc9JggkPy7H', '2026-11-27', 'confirmed', '2026-11-27 10:30:00+00', 15, 15, '[["reisepass", 1]]', 'fricke', 'ZYK7VV', '2026-11-26 08:32:33.031573+00', NULL, 0, 1, 'de', 'public', 'Bela Abendroth', 'bela.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'Xt4HEvRRSzG7CCPJ', '2026-11-27', 'confirmed', '2026-11-27 08:25:00+00', 15, 15, '[["reisepass", 1]]', 'fricke', 'M3Q6C7', '2026-11-26 08:34:17.226002+00', NULL, 0, 1, 'de', 'public', 'Dana Abendroth', 'dana.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'mDJ18wnfu9maYep0', '2026-11-26', 'confirmed', '2026-11-26 10:55:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'gerlach', 'W54BG2', '2026-11-26 08:36:21.358082+00', NULL, 0, 1, 'de', 'public', 'Elif Immergut', 'elif.immergut@musterstadt.example', NULL, NULL, NULL);
INSERT INTO public.appointment VALUES
	('nordstadt', 'ki6SV3sVpLR5cBo-', '2026-11-26', 'confirmed', '2026-11-26 16:15:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ilic', 'T4JGS2', '2026-11-26 08:42:16.135461+00', NULL, 0, 1, 'de', 'public', 'Bela Ebeling', 'bela.ebeling@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'eueJRwxv2I44N8I5', '2026-11-30', 'confirmed', '2026-11-30 07:30:00+00', 15, 15, '[["reisepass", 1]]', 'ilic', 'VRHV4H', '2026-11-26 08:48:17.142084+00', NULL, 0, 1, 'de', 'public', 'Greta Beispiel', 'greta.beispiel@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'wxfZpPcIWkLj9nhL', '2026-11-26', 'confirmed', '2026-11-26 14:55:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ilic', 'K5D2NN', '2026-11-26 08:51:38.727384+00', NULL, 0, 1, 'de', 'public', 'Ada Ebeling', 'ada.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'VrE8QMF6IuOw9xJu', '2026-11-27', 'confirmed', '2026-11-27 09:15:00+00', 20, 20, '[["gewerbe-anmelden", 1]]', 'erdmann', 'XHKBAB', '2026-11-26 08:48:55.04689+00', NULL, 0, 1, 'de', 'public', 'Greta Linde', 'greta.linde@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'V5KQ4HuuTDZwhieM', '2026-11-26', 'confirmed', '2026-11-26 14:05:00+00', 10, 10, '[["meldebescheinigung", 1]]', 'gerlach', '68V823', '2026-11-26 08:51:38.727384+00', NULL, 0, 1, 'de', 'public', 'Noah Ebeling', 'noah.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'EnpPBWlezJdGX5yc', '2026-11-26', 'confirmed', '2026-11-26 15:35:00+00', 20, 20, '[["gewerbe-ummelden", 1]]', 'erdmann', '7UPSGD', '2026-11-26 08:53:53.572858+00', NULL, 0, 1, 'de', 'public', 'Hanno Demir', 'hanno.demir@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'g4liKf2bJj9CAVlz', '2026-11-27', 'confirmed', '2026-11-27 11:30:00+00', 15, 15, '[["personalausweis", 1]]', 'kowalke', 'CWBUWG', '2026-11-26 08:56:56.266947+00', NULL, 0, 1, 'de', 'public', 'Noah Immergut', 'noah.immergut@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', 'rUFFMT_wsRmq19li', '2026-11-26', 'confirmed', '2026-11-26 15:20:00+00', 15, 15, '[["personalausweis", 1]]', 'ilic', 'EDJ8B4', '2026-11-26 09:13:06.305959+00', NULL, 0, 1, 'de', 'public', 'Hanno Ebeling', 'hanno.ebeling@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'MpvtXN9gUCxhAHjl', '2026-11-27', 'confirmed', '2026-11-27 08:20:00+00', 10, 10, '[["beglaubigung-dokumente", 1]]', 'ahrens', 'KE7CUW', '2026-11-26 09:13:45.414712+00', NULL, 0, 1, 'de', 'public', 'Elif Abendroth', 'elif.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', '6idNJaCHB3o5Wpzw', '2026-11-30', 'held', '2026-11-30 09:00:00+00', 5, 5, '[["haushaltsbescheinigung", 1]]', 'gerlach', 'P8X69G', '2026-11-26 09:19:48.183865+00', '2026-11-26 09:39:48.183865+00', 0, 0, 'de', 'public', 'Dana Linde', 'dana.linde@musterstadt.example', NULL, NULL, NULL),
	('nordstadt', '376PRNXLtMm6lLWM', '2026-11-26', 'checked_in', '2026-11-26 09:45:00+00', 15, 15, '[["wohnsitz-anmelden", 1]]', 'ilic', 'Y2K8R5', '2026-11-26 08:37:22.342649+00', NULL, 0, 2, 'de', 'public', 'Noah Abendroth', 'noah.abendroth@musterstadt.example', NULL, NULL, NULL),
	('rathaus', 'MvwzS1LEixHRbUAk', '2026-12-10', 'held', '2026-12-10 16:45:00+00', 15, 15, '[["reisepass", 1]]', 'bramkamp', 'D6VW4Y', '2026-11-26 09:20:00+00', '2026-11-26 09:40:00+00', 0, 0, 'de', 'public', 'Erika Beispiel-0', 'erika@post.example', NULL, NULL, NULL),
	('rathaus', 'wPpakwH0cf1Jdvg8', '2026-12-10', 'confirmed', '2026-12-10 16:40:00+00', 15, 15, '[["reisepass", 1]]', 'celik', 'NSWQCY', '2026-11-26 09:20:00+00', NULL, 0, 1, 'de', 'public', 'Erika Beispiel-1', 'erika@post.example', NULL, NULL, NULL),
	('rathaus', 'nMZQoMcXj3Ze-zlq', '2026-12-10', 'cancelled_by_citizen', '2026-12-10 16:35:00+00', 15, 15, '[["reisepass", 1]]', 'fricke', '3SZ44D', '2026-11-26 09:20:00+00', NULL, 0, 1, 'de', 'public', 'Erika Beispiel-2', 'erika@post.example', NULL, NULL, NULL),
	('nordstadt', 'e-BJNbbd1AUPJSmI', '2026-11-26', 'lapsed', '2026-11-26 15:40:00+00', 45, 45, '[["wohnsitz-anmelden", 3]]', 'ilic', 'G5YKQJ', '2026-11-26 08:25:52.53746+00', '2026-11-26 08:45:52.53746+00', 0, 1, 'de', 'public', 'Ada Demir', 'ada.demir@musterstadt.example', NULL, NULL, NULL);


--
-- Data for Name: closure; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.closure VALUES
	('rathaus', '2026-12-24', '2026-12-31', 'Inventur');


--
-- Data for Name: counter; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counter VALUES
	('rathaus', '1', 'desk', 'Erdgeschoss, Platz 1', 0),
	('rathaus', '2', 'desk', 'Erdgeschoss, Platz 2', 1),
	('rathaus', '3', 'desk', 'Erdgeschoss, Platz 3', 2),
	('rathaus', '4', 'desk', 'Erdgeschoss, Platz 4', 3),
	('rathaus', '5', 'desk', 'Erdgeschoss, Platz 5', 4),
	('rathaus', '6', 'desk', 'Erdgeschoss, Platz 6', 5),
	('rathaus', '7', 'desk', 'Erdgeschoss, Platz 7', 6),
	('rathaus', 'V1', 'remote', 'Videoberatung', 7),
	('rathaus', 'T1', 'terminal', 'Eingang', 8),
	('nordstadt', '1', 'desk', 'Saal, Platz 1', 0),
	('nordstadt', '2', 'desk', 'Saal, Platz 2', 1),
	('nordstadt', '3', 'desk', 'Saal, Platz 3', 2),
	('nordstadt', '4', 'desk', 'Saal, Platz 4', 3),
	('nordstadt', '5', 'desk', 'Saal, Platz 5', 4);


--
-- Data for Name: counter_seat; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.counter_seat VALUES
	('nordstadt', '1', 'demo-staff-hoyer', 'hoyer', '2026-11-26 06:57:20.315991+00', false),
	('nordstadt', '3', 'demo-staff-jansen', 'jansen', '2026-11-26 06:57:20.315991+00', false),
	('rathaus', '6', 'demo-staff-fricke', 'fricke', '2026-11-26 06:58:14.840007+00', false),
	('rathaus', '2', 'demo-staff-bramkamp', 'bramkamp', '2026-11-26 07:00:55.312772+00', false),
	('rathaus', '3', 'demo-staff-celik', 'celik', '2026-11-26 07:01:11.465737+00', false),
	('rathaus', 'V1', 'demo-staff-gerlach', 'gerlach', '2026-11-26 07:01:47.429739+00', false),
	('rathaus', '5', 'demo-staff-erdmann', 'erdmann', '2026-11-26 07:01:47.429739+00', false),
	('nordstadt', '4', 'demo-staff-kowalke', 'kowalke', '2026-11-26 07:01:47.429739+00', false),
	('nordstadt', '2', 'demo-staff-ilic', 'ilic', '2026-11-26 07:01:57.700715+00', false),
	('rathaus', '1', 'demo-staff-ahrens', 'ahrens', '2026-11-26 07:02:43.44374+00', false),
	('rathaus', '4', 'demo-staff-dornbusch', 'dornbusch', '2026-11-26 07:02:43.44374+00', false),
	('rathaus', '7', 'known-clerk', NULL, '2026-11-26 09:20:00+00', false);


--
-- Data for Name: device; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.device VALUES
	('rathaus', 'known-kiosk', 'b6c87a7463234654f128873137b1633a20addc4b71c30e17fb1e8b98e5ce8a38', 'kiosk', '', '2026-11-26 09:20:00+00', NULL, NULL);


--
-- Data for Name: erasure; Type: TABLE DATA; Schema: public; Owner: -
--



--
-- Data for Name: idempotency; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.idempotency VALUES
	('efa1f375d76194fa51a3556a97e641e61685f914d446979da50a551a4333ffd7', '/api/v1/appointments', 'key-0', '82973052caa6524c011f53bcf252b22e8141f95cde994dcb60400d1a0022f289', 201, '{"answer": {"id": "MvwzS1LEixHRbUAk", "end": "2026-12-10T18:00:00+01:00", "start": "2026-12-10T17:45:00+01:00", "state": "held", "office": "rathaus", "language": "de", "services": [{"service": "reisepass", "quantity": 1}], "booking_code": "D6VW4Y", "hold_expires_at": "2026-11-26T10:40:00+01:00", "duration_minutes": 15}, "generation": 0}', '2026-11-26 09:20:00+00'),
	('efa1f375d76194fa51a3556a97e641e61685f914d446979da50a551a4333ffd7', '/api/v1/appointments', 'key-1', 'd4f425f6a9fc24369ee5c70cfe721a9436b26f47b231df38794faf07991fe819', 201, '{"answer": {"id": "wPpakwH0cf1Jdvg8", "end": "2026-12-10T17:55:00+01:00", "start": "2026-12-10T17:40:00+01:00", "state": "held", "office": "rathaus", "language": "de", "services": [{"service": "reisepass", "quantity": 1}], "booking_code": "NSWQCY", "hold_expires_at": "2026-11-26T10:40:00+01:00", "duration_minutes": 15}, "generation": 0}', '2026-11-26 09:20:00+00'),
	('efa1f375d76194fa51a3556a97e641e61685f914d446979da50a551a4333ffd7', '/api/v1/appointments', 'key-2', '182f2b5164ad2d171781d5e6913fa3960891f17fc59ff01b0c9d2f27f5e1d657', 201, '{"answer": {"id": "nMZQoMcXj3Ze-zlq", "end": "2026-12-10T17:50:00+01:00", "start": "2026-12-10T17:35:00+01:00", "state": "held", "office": "rathaus", "language": "de", "services": [{"service": "reisepass", "quantity": 1}], "booking_code": "3SZ44D", "hold_expires_at": "2026-11-26T10:40:00+01:00", "duration_minutes": 15}, "generation": 0}', '2026-11-26 09:20:00+00');


--
-- Data for Name: office; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.office VALUES
	('nordstadt', 'musterstadt', 'Bürgeramt Nordstadt', 'Nordallee', '27', '12345', 'Musterstadt', NULL, NULL, 'Europe/Berlin', NULL, 5, 20, 92, 0, 30, 10, 60, true, 7, '{}', 1),
	('rathaus', 'musterstadt', 'Bürgeramt Rathaus', 'Marktplatz', '1', '12345', 'Musterstadt', NULL, NULL, 'Europe/Berlin', NULL, 5, 20, 92, 0, 30, 10, 60, true, 7, '{}', 2);


--
-- Data for Name: office_day; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.office_day VALUES
	('nordstadt', '2026-11-30', 16, 0, NULL),
	('nordstadt', '2026-12-03', 2, 0, NULL),
	('nordstadt', '2026-11-27', 12, 0, NULL),
	('nordstadt', '2026-12-02', 2, 0, NULL),
	('rathaus', '2026-12-01', 6, 0, NULL),
	('nordstadt', '2026-12-07', 2, 0, NULL),
	('rathaus', '2026-11-27', 42, 0, NULL),
	('rathaus', '2026-12-10', 5, 0, NULL),
	('rathaus', '2026-12-07', 2, 0, NULL),
	('rathaus', '2026-11-26', 257, 0, NULL),
	('nordstadt', '2026-11-26', 200, 0, NULL),
	('rathaus', '2026-11-30', 31, 0, NULL);


--
-- Data for Name: office_service; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.office_service VALUES
	('rathaus', 'personalausweis', NULL, true, true),
	('rathaus', 'reisepass', NULL, true, true),
	('rathaus', 'vorlaeufiger-reisepass', NULL, true, true),
	('rathaus', 'ausweis-verloren', NULL, true, true),
	('rathaus', 'wohnsitz-anmelden', NULL, true, true),
	('rathaus', 'wohnsitz-abmelden', NULL, true, true),
	('rathaus', 'meldebescheinigung', NULL, true, true),
	('rathaus', 'haushaltsbescheinigung', NULL, true, true),
	('rathaus', 'melderegisterauskunft', NULL, true, true),
	('rathaus', 'auskunftssperre', NULL, true, true),
	('rathaus', 'fuehrungszeugnis', NULL, true, true),
	('rathaus', 'lebensbescheinigung', NULL, true, true),
	('rathaus', 'beglaubigung-dokumente', NULL, true, true),
	('rathaus', 'beglaubigung-unterschrift', NULL, true, true),
	('rathaus', 'fundsache', NULL, true, true),
	('rathaus', 'bewohnerparkausweis', NULL, true, true),
	('rathaus', 'fahrzeug-anmelden', NULL, true, true),
	('rathaus', 'fahrzeug-abmelden', NULL, true, true),
	('rathaus', 'fahrzeug-adresse', NULL, true, true),
	('rathaus', 'internationaler-fuehrerschein', NULL, true, true),
	('rathaus', 'gewerbe-anmelden', NULL, true, true),
	('rathaus', 'gewerbe-ummelden', NULL, true, true),
	('rathaus', 'gewerbe-abmelden', NULL, true, true),
	('nordstadt', 'personalausweis', NULL, true, true),
	('nordstadt', 'reisepass', NULL, true, true),
	('nordstadt', 'vorlaeufiger-reisepass', NULL, true, true),
	('nordstadt', 'ausweis-verloren', NULL, true, true),
	('nordstadt', 'wohnsitz-anmelden', NULL, true, true),
	('nordstadt', 'wohnsitz-abmelden', NULL, true, true),
	('nordstadt', 'meldebescheinigung', NULL, true, true),
	('nordstadt', 'haushaltsbescheinigung', NULL, true, true),
	('nordstadt', 'melderegisterauskunft', NULL, true, true),
	('nordstadt', 'fuehrungszeugnis', NULL, true, true),
	('nordstadt', 'lebensbescheinigung', NULL, true, true),
	('nordstadt', 'beglaubigung-dokumente', NULL, true, true),
	('nordstadt', 'beglaubigung-unterschrift', NULL, true, true),
	('nordstadt', 'bewohnerparkausweis', NULL, true, true),
	('nordstadt', 'fahrzeug-adresse', NULL, true, true),
	('nordstadt', 'internationaler-fuehrerschein', NULL, true, true);


--
-- Data for Name: opening_rule; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.opening_rule VALUES
	('rathaus', 0, 0, '08:00:00', '16:00:00', NULL, NULL, 1, NULL, 'open'),
	('rathaus', 1, 1, '08:00:00', '16:00:00', NULL, NULL, 1, NULL, 'open'),
	('rathaus', 2, 2, '08:00:00', '13:00:00', NULL, NULL, 1, NULL, 'open'),
	('rathaus', 3, 3, '08:00:00', '18:00:00', NULL, NULL, 1, NULL, 'open'),
	('rathaus', 4, 4, '08:00:00', '13:00:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 0, 0, '08:00:00', '15:00:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 1, 1, '08:00:00', '15:00:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 2, 2, '08:00:00', '13:00:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 3, 3, '08:00:00', '12:30:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 4, 3, '13:30:00', '18:00:00', NULL, NULL, 1, NULL, 'open'),
	('nordstadt', 5, 4, '08:00:00', '13:00:00', NULL, NULL, 1, NULL, 'open');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.outbox VALUES
	('rathaus', '2026-11-27', 1, 'appointment.held', '{"start": "2026-11-27T08:25:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "vuxQlRw_DlJ289Vu"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "vuxQlRw_DlJ289Vu"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 1, 'appointment.held', '{"start": "2026-11-26T10:05:00Z", "channel": "public", "minutes": 20, "services": [["fundsache", 1]], "appointment": "Lh-J5deJJG0OS_QG"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "Lh-J5deJJG0OS_QG"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 1, 'appointment.held', '{"start": "2026-11-26T09:15:00Z", "channel": "public", "minutes": 25, "services": [["beglaubigung-unterschrift", 1], ["wohnsitz-anmelden", 1]], "appointment": "EzA_oZOeeksSiaQg"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "EzA_oZOeeksSiaQg"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 3, 'appointment.held', '{"start": "2026-11-26T13:00:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "ULlGjnV-YfQAjk-h"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "ULlGjnV-YfQAjk-h"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 5, 'appointment.held', '{"start": "2026-11-26T07:10:00Z", "channel": "public", "minutes": 5, "services": [["fuehrungszeugnis", 1]], "appointment": "2O4CPDf1xBomm-_Q"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "2O4CPDf1xBomm-_Q"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 7, 'appointment.held', '{"start": "2026-11-26T08:00:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "UTDHcfGMzEVNHdmX"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "UTDHcfGMzEVNHdmX"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 3, 'appointment.held', '{"start": "2026-11-26T10:55:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "eX3OB-Om_F5vpspY"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "eX3OB-Om_F5vpspY"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 9, 'appointment.held', '{"start": "2026-11-26T07:10:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "rn5viOGAbQLwgIzR"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "rn5viOGAbQLwgIzR"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 11, 'appointment.held', '{"start": "2026-11-26T13:40:00Z", "channel": "public", "minutes": 30, "services": [["personalausweis", 2]], "appointment": "L5xraVuBoLNzrz9D"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "L5xraVuBoLNzrz9D"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 13, 'appointment.held', '{"start": "2026-11-26T07:05:00Z", "channel": "public", "minutes": 5, "services": [["fuehrungszeugnis", 1]], "appointment": "aaQ3H1quH80dNmCZ"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 14, 'appointment.changed', '{"state": "confirmed", "appointment": "aaQ3H1quH80dNmCZ"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 1, 'appointment.held', '{"start": "2026-11-30T10:25:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "q_OnPJGxi19XCQoA"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "q_OnPJGxi19XCQoA"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 5, 'appointment.held', '{"start": "2026-11-26T12:20:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "mYNCW5ogWtbwihKk"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "mYNCW5ogWtbwihKk"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 7, 'appointment.held', '{"start": "2026-11-26T10:40:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "7wSLzkpgYsaK4C-J"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "7wSLzkpgYsaK4C-J"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 9, 'appointment.held', '{"start": "2026-11-26T08:35:00Z", "channel": "public", "minutes": 5, "services": [["fuehrungszeugnis", 1]], "appointment": "Au8C-rhtgmKbRiR3"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "Au8C-rhtgmKbRiR3"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-12-01', 1, 'appointment.held', '{"start": "2026-12-01T11:00:00Z", "channel": "public", "minutes": 10, "services": [["wohnsitz-abmelden", 1]], "appointment": "9yRy6hoHQEimlhFi"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-12-01', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "9yRy6hoHQEimlhFi"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 1, 'appointment.held', '{"start": "2026-11-27T09:05:00Z", "channel": "public", "minutes": 5, "services": [["internationaler-fuehrerschein", 1]], "appointment": "Wndy2rAfCcm9TYKu"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "Wndy2rAfCcm9TYKu"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 3, 'appointment.held', '{"start": "2026-11-30T07:10:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "BTm23UDeHqhNy5H9"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "BTm23UDeHqhNy5H9"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 15, 'appointment.held', '{"start": "2026-11-26T08:00:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "EdRS-Pmw2xuc6Gux"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 16, 'appointment.changed', '{"state": "confirmed", "appointment": "EdRS-Pmw2xuc6Gux"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 3, 'appointment.held', '{"start": "2026-11-27T08:00:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "Xt4k6wyvFQcFpOEf"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "Xt4k6wyvFQcFpOEf"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 17, 'appointment.held', '{"start": "2026-11-26T11:10:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-unterschrift", 1]], "appointment": "S-W0wLbqFqWlqbWl"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 18, 'appointment.changed', '{"state": "confirmed", "appointment": "S-W0wLbqFqWlqbWl"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 11, 'appointment.held', '{"start": "2026-11-26T11:10:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "nmmXdvlXTl0uTWYa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "nmmXdvlXTl0uTWYa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 13, 'appointment.held', '{"start": "2026-11-26T09:45:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "zu6KJJ95KGTCvFMR"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 14, 'appointment.changed', '{"state": "confirmed", "appointment": "zu6KJJ95KGTCvFMR"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 1, 'appointment.held', '{"start": "2026-11-30T08:05:00Z", "channel": "public", "minutes": 30, "services": [["fahrzeug-adresse", 2]], "appointment": "Aky86edFeHnVawUa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "Aky86edFeHnVawUa"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 5, 'appointment.held', '{"start": "2026-11-30T13:45:00Z", "channel": "public", "minutes": 15, "services": [["lebensbescheinigung", 1]], "appointment": "LkcWnDwnFCU7RFQU"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "LkcWnDwnFCU7RFQU"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 19, 'appointment.held', '{"start": "2026-11-26T10:55:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "lZXb7Zp8xWaxm0YA"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 20, 'appointment.changed', '{"state": "confirmed", "appointment": "lZXb7Zp8xWaxm0YA"}', '2026-11-25 20:00:00+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-27', 3, 'appointment.held', '{"start": "2026-11-27T08:30:00Z", "channel": "public", "minutes": 10, "services": [["melderegisterauskunft", 1]], "appointment": "f8rUOLivPSi5ETBF"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "f8rUOLivPSi5ETBF"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 5, 'appointment.held', '{"start": "2026-11-27T11:20:00Z", "channel": "public", "minutes": 10, "services": [["melderegisterauskunft", 1]], "appointment": "YyzXR712louJ_x_f"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "YyzXR712louJ_x_f"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 5, 'appointment.held', '{"start": "2026-11-27T08:15:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "ugIBp2CZFj76Jvkq"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "ugIBp2CZFj76Jvkq"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 3, 'appointment.held', '{"start": "2026-11-30T13:35:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "D1mAAc7iUXnlHB7Y"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "D1mAAc7iUXnlHB7Y"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 15, 'appointment.held', '{"start": "2026-11-26T07:40:00Z", "channel": "public", "minutes": 15, "services": [["fahrzeug-anmelden", 1]], "appointment": "RU7J2F5wg1PD5C39"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 16, 'appointment.changed', '{"state": "confirmed", "appointment": "RU7J2F5wg1PD5C39"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 17, 'appointment.held', '{"start": "2026-11-26T08:00:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-ummelden", 1]], "appointment": "jo7xZ_hqEH5OAdCz"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 18, 'appointment.changed', '{"state": "confirmed", "appointment": "jo7xZ_hqEH5OAdCz"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 19, 'appointment.held', '{"start": "2026-11-26T11:30:00Z", "channel": "public", "minutes": 15, "services": [["fahrzeug-anmelden", 1]], "appointment": "NhAc6sMVPMXDiNL5"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 20, 'appointment.changed', '{"state": "confirmed", "appointment": "NhAc6sMVPMXDiNL5"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 5, 'appointment.held', '{"start": "2026-11-30T13:45:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "zMFbKaGdjcwQXjSg"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "zMFbKaGdjcwQXjSg"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 21, 'appointment.held', '{"start": "2026-11-26T08:45:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-ummelden", 1]], "appointment": "49_8JIzB6gKWF6lv"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 22, 'appointment.changed', '{"state": "confirmed", "appointment": "49_8JIzB6gKWF6lv"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 7, 'appointment.held', '{"start": "2026-11-27T10:10:00Z", "channel": "public", "minutes": 45, "services": [["reisepass", 2], ["personalausweis", 1]], "appointment": "CdDSavxie8vnNir7"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "CdDSavxie8vnNir7"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 7, 'appointment.held', '{"start": "2026-11-30T14:45:00Z", "channel": "public", "minutes": 10, "services": [["fahrzeug-abmelden", 1]], "appointment": "cYwNrXpFTpL9BjAI"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "cYwNrXpFTpL9BjAI"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 9, 'appointment.held', '{"start": "2026-11-30T13:40:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "qEnxEvNWn1uyrhc5"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "qEnxEvNWn1uyrhc5"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 23, 'appointment.held', '{"start": "2026-11-26T13:50:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "HJ76DyXhPLk4Su8J"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 24, 'appointment.changed', '{"state": "confirmed", "appointment": "HJ76DyXhPLk4Su8J"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 9, 'appointment.held', '{"start": "2026-11-27T07:00:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "L5Ed7LXdsVb2gWYO"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "L5Ed7LXdsVb2gWYO"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 11, 'appointment.held', '{"start": "2026-11-30T08:35:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-unterschrift", 1]], "appointment": "tw5zRBkwmD7M-GDa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "tw5zRBkwmD7M-GDa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 26, 'appointment.changed', '{"state": "confirmed", "appointment": "IqXbLYhKS7fjRl3Q"}', '2026-11-26 07:15:39.434559+00'),
	('rathaus', '2026-11-26', 25, 'appointment.held', '{"start": "2026-11-26T16:30:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "KqTVPKU1KTwT5dH_"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 26, 'appointment.changed', '{"state": "confirmed", "appointment": "KqTVPKU1KTwT5dH_"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 21, 'appointment.held', '{"start": "2026-11-26T07:30:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "9LEBeBgbzCcx8OPb"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 22, 'appointment.changed', '{"state": "confirmed", "appointment": "9LEBeBgbzCcx8OPb"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-12-02', 1, 'appointment.held', '{"start": "2026-12-02T08:45:00Z", "channel": "public", "minutes": 15, "services": [["vorlaeufiger-reisepass", 1]], "appointment": "pRgsRYaPVX6fq44F"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-12-02', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "pRgsRYaPVX6fq44F"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 11, 'appointment.held', '{"start": "2026-11-27T08:20:00Z", "channel": "public", "minutes": 60, "services": [["reisepass", 1], ["wohnsitz-anmelden", 3]], "appointment": "KcXQUAnwzCgojnRe"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "KcXQUAnwzCgojnRe"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 27, 'appointment.held', '{"start": "2026-11-26T14:15:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "t794ooiYzMignZvf"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 28, 'appointment.changed', '{"state": "confirmed", "appointment": "t794ooiYzMignZvf"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 7, 'appointment.held', '{"start": "2026-11-30T12:20:00Z", "channel": "public", "minutes": 20, "services": [["haushaltsbescheinigung", 1], ["reisepass", 1]], "appointment": "g5Y0LUOnMJ0vhyLB"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-30', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "g5Y0LUOnMJ0vhyLB"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 13, 'appointment.held', '{"start": "2026-11-27T10:30:00Z", "channel": "public", "minutes": 30, "services": [["wohnsitz-anmelden", 2]], "appointment": "HxG1ygVsB9BOm_M_"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 14, 'appointment.changed', '{"state": "confirmed", "appointment": "HxG1ygVsB9BOm_M_"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 7, 'appointment.held', '{"start": "2026-11-27T07:40:00Z", "channel": "public", "minutes": 15, "services": [["vorlaeufiger-reisepass", 1]], "appointment": "T0E_fPTe-ixxYsb8"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 8, 'appointment.changed', '{"state": "confirmed", "appointment": "T0E_fPTe-ixxYsb8"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 29, 'appointment.held', '{"start": "2026-11-26T08:20:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "4jUU-48BLy1QAI7H"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 30, 'appointment.changed', '{"state": "confirmed", "appointment": "4jUU-48BLy1QAI7H"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 23, 'appointment.held', '{"start": "2026-11-26T13:10:00Z", "channel": "public", "minutes": 5, "services": [["fuehrungszeugnis", 1]], "appointment": "KyyyWa4ZDYE-AUKu"}', '2026-11-25 20:00:00+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 24, 'appointment.changed', '{"state": "confirmed", "appointment": "KyyyWa4ZDYE-AUKu"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 31, 'appointment.held', '{"start": "2026-11-26T08:55:00Z", "channel": "public", "minutes": 10, "services": [["wohnsitz-abmelden", 1]], "appointment": "fc4yVf8pgIzm5tWS"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 32, 'appointment.changed', '{"state": "confirmed", "appointment": "fc4yVf8pgIzm5tWS"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 13, 'appointment.held', '{"start": "2026-11-30T13:30:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "YtvNOHuEXzO64daV"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 14, 'appointment.changed', '{"state": "confirmed", "appointment": "YtvNOHuEXzO64daV"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-12-07', 1, 'appointment.held', '{"start": "2026-12-07T09:00:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "aiHH4e5Hnfl_Q_d3"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-12-07', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "aiHH4e5Hnfl_Q_d3"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 33, 'appointment.held', '{"start": "2026-11-26T12:20:00Z", "channel": "public", "minutes": 10, "services": [["fahrzeug-abmelden", 1]], "appointment": "lb6357895Zu79ffT"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 34, 'appointment.changed', '{"state": "confirmed", "appointment": "lb6357895Zu79ffT"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 35, 'appointment.held', '{"start": "2026-11-26T11:05:00Z", "channel": "public", "minutes": 30, "services": [["fahrzeug-adresse", 2]], "appointment": "ynLC4BFDdaEEaQFK"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 36, 'appointment.changed', '{"state": "confirmed", "appointment": "ynLC4BFDdaEEaQFK"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 15, 'appointment.held', '{"start": "2026-11-27T09:05:00Z", "channel": "public", "minutes": 15, "services": [["fahrzeug-anmelden", 1]], "appointment": "Vv99bf2xsDYo4m3w"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 16, 'appointment.changed', '{"state": "confirmed", "appointment": "Vv99bf2xsDYo4m3w"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 17, 'appointment.held', '{"start": "2026-11-27T11:20:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "Ri3lgpAML9QoMEQq"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 18, 'appointment.changed', '{"state": "confirmed", "appointment": "Ri3lgpAML9QoMEQq"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 15, 'appointment.held', '{"start": "2026-11-30T11:50:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "FE4v4sDkAPMJMFvc"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 16, 'appointment.changed', '{"state": "confirmed", "appointment": "FE4v4sDkAPMJMFvc"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 37, 'appointment.held', '{"start": "2026-11-26T15:50:00Z", "channel": "public", "minutes": 30, "services": [["personalausweis", 1], ["reisepass", 1]], "appointment": "_b-7i31Ue7FTzfoa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 38, 'appointment.changed', '{"state": "confirmed", "appointment": "_b-7i31Ue7FTzfoa"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 39, 'appointment.held', '{"start": "2026-11-26T15:20:00Z", "channel": "public", "minutes": 10, "services": [["wohnsitz-abmelden", 1]], "appointment": "XHRYT8_dtuRDGEqY"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 40, 'appointment.changed', '{"state": "confirmed", "appointment": "XHRYT8_dtuRDGEqY"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-12-01', 3, 'appointment.held', '{"start": "2026-12-01T14:20:00Z", "channel": "public", "minutes": 30, "services": [["gewerbe-abmelden", 2]], "appointment": "_g7xU1iMq3ApXO79"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-12-01', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "_g7xU1iMq3ApXO79"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 41, 'appointment.held', '{"start": "2026-11-26T11:40:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "g8FxpS7912y3zLYR"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 42, 'appointment.changed', '{"state": "confirmed", "appointment": "g8FxpS7912y3zLYR"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 43, 'appointment.held', '{"start": "2026-11-26T13:40:00Z", "channel": "public", "minutes": 20, "services": [["fundsache", 1]], "appointment": "vBli2Il8A9Fr6Tmv"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-26', 44, 'appointment.changed', '{"state": "confirmed", "appointment": "vBli2Il8A9Fr6Tmv"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 19, 'appointment.held', '{"start": "2026-11-27T07:25:00Z", "channel": "public", "minutes": 45, "services": [["wohnsitz-anmelden", 3]], "appointment": "LaFF6ExllaizWDEl"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-27', 20, 'appointment.changed', '{"state": "confirmed", "appointment": "LaFF6ExllaizWDEl"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 9, 'appointment.held', '{"start": "2026-11-27T10:00:00Z", "channel": "public", "minutes": 30, "services": [["personalausweis", 1], ["wohnsitz-anmelden", 1]], "appointment": "8KHK1UvmGFY9CaDs"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-27', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "8KHK1UvmGFY9CaDs"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 25, 'appointment.held', '{"start": "2026-11-26T09:20:00Z", "channel": "public", "minutes": 10, "services": [["melderegisterauskunft", 1]], "appointment": "LGG49eV-5MHEqA_X"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 26, 'appointment.changed', '{"state": "confirmed", "appointment": "LGG49eV-5MHEqA_X"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 27, 'appointment.held', '{"start": "2026-11-26T13:00:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "YvCllI-mKdf1gUVO"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 28, 'appointment.changed', '{"state": "confirmed", "appointment": "YvCllI-mKdf1gUVO"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 29, 'appointment.held', '{"start": "2026-11-26T14:00:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "VGpKuE65T-dmGwWP"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 30, 'appointment.changed', '{"state": "confirmed", "appointment": "VGpKuE65T-dmGwWP"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 31, 'appointment.held', '{"start": "2026-11-26T11:05:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "OJIgz1rY6dR-mBmO"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 32, 'appointment.changed', '{"state": "confirmed", "appointment": "OJIgz1rY6dR-mBmO"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 17, 'appointment.held', '{"start": "2026-11-30T11:30:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "2VwLl0wYId-0dzyx"}', '2026-11-25 20:00:00+00'),
	('rathaus', '2026-11-30', 18, 'appointment.changed', '{"state": "confirmed", "appointment": "2VwLl0wYId-0dzyx"}', '2026-11-25 20:00:00+00'),
	('nordstadt', '2026-11-26', 33, 'appointment.moved', '{"start": "2026-11-26T09:25:00Z", "minutes": 25, "services": [["beglaubigung-unterschrift", 1], ["wohnsitz-anmelden", 1]], "appointment": "EzA_oZOeeksSiaQg"}', '2026-11-26 06:55:00+00'),
	('rathaus', '2026-11-27', 21, 'appointment.held', '{"start": "2026-11-27T11:30:00Z", "channel": "public", "minutes": 30, "services": [["reisepass", 2]], "appointment": "iU8e5jJWUECKKTYm"}', '2026-11-26 06:55:10+00'),
	('nordstadt', '2026-11-26', 34, 'counter.opened', '{"skills": null, "counter": "1"}', '2026-11-26 06:57:20.315991+00'),
	('nordstadt', '2026-11-26', 35, 'counter.opened', '{"skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3"}', '2026-11-26 06:57:20.315991+00'),
	('rathaus', '2026-11-27', 22, 'appointment.changed', '{"state": "confirmed", "appointment": "iU8e5jJWUECKKTYm"}', '2026-11-26 06:58:00.52862+00'),
	('rathaus', '2026-11-26', 45, 'counter.opened', '{"skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6"}', '2026-11-26 06:58:14.840007+00'),
	('rathaus', '2026-11-30', 19, 'appointment.held', '{"start": "2026-11-30T10:05:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "So6i6SF7IuWiWp7W"}', '2026-11-26 07:00:55.312772+00'),
	('rathaus', '2026-11-26', 46, 'counter.opened', '{"skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2"}', '2026-11-26 07:00:55.312772+00'),
	('rathaus', '2026-11-26', 47, 'counter.opened', '{"skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3"}', '2026-11-26 07:01:11.465737+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 36, 'visit.arrived', '{"group": "A", "visit": "c56faf0238b41c9d670c", "number": "A001", "channel": "kiosk", "ordinal": 1, "known_at": "2026-11-26T07:01:35.100660Z", "priority": false, "services": [["beglaubigung-unterschrift", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:01:35.100660Z", "from_office": null}', '2026-11-26 07:01:35.10066+00'),
	('rathaus', '2026-11-26', 55, 'visit.arrived', '{"group": "B", "visit": "c2fdcf5ac9f319933a28", "number": "B001", "channel": "kiosk", "ordinal": 1, "known_at": "2026-11-26T07:09:01.515743Z", "priority": false, "services": [["internationaler-fuehrerschein", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:09:01.515743Z", "from_office": null}', '2026-11-26 07:09:01.515743+00'),
	('rathaus', '2026-12-07', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "w3iFWNZHD5XDwP8a"}', '2026-11-26 07:09:01.515743+00'),
	('rathaus', '2026-11-27', 25, 'appointment.held', '{"start": "2026-11-27T07:55:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "IqXbLYhKS7fjRl3Q"}', '2026-11-26 07:15:03.933034+00'),
	('nordstadt', '2026-11-26', 37, 'visit.called', '{"at": "2026-11-26T07:01:35.100660Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "c56faf0238b41c9d670c", "number": "A001", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:01:35.10066+00'),
	('rathaus', '2026-11-26', 48, 'counter.opened', '{"skills": ["fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "wohnsitz-abmelden"], "counter": "V1"}', '2026-11-26 07:01:47.429739+00'),
	('rathaus', '2026-11-26', 49, 'counter.opened', '{"skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5"}', '2026-11-26 07:01:47.429739+00'),
	('nordstadt', '2026-11-26', 38, 'counter.opened', '{"skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4"}', '2026-11-26 07:01:47.429739+00'),
	('nordstadt', '2026-11-26', 39, 'counter.opened', '{"skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2"}', '2026-11-26 07:01:57.700715+00'),
	('rathaus', '2026-11-26', 50, 'visit.arrived', '{"group": "A", "visit": "e7e98d4dd3fa04c97cab", "number": "A001", "channel": "kiosk", "ordinal": 1, "known_at": "2026-11-26T07:02:22.581421Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:02:22.581421Z", "from_office": null}', '2026-11-26 07:02:22.581421+00'),
	('nordstadt', '2026-11-26', 40, 'visit.serving', '{"visit": "c56faf0238b41c9d670c", "number": "A001", "counter": "3"}', '2026-11-26 07:02:22.581421+00'),
	('rathaus', '2026-11-26', 51, 'visit.called', '{"at": "2026-11-26T07:02:22.581421Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "e7e98d4dd3fa04c97cab", "number": "A001", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:02:22.581421+00'),
	('rathaus', '2026-11-26', 52, 'counter.opened', '{"skills": null, "counter": "1"}', '2026-11-26 07:02:43.44374+00'),
	('rathaus', '2026-11-26', 53, 'visit.serving', '{"visit": "e7e98d4dd3fa04c97cab", "number": "A001", "counter": "6"}', '2026-11-26 07:02:43.44374+00'),
	('rathaus', '2026-11-26', 54, 'counter.opened', '{"skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4"}', '2026-11-26 07:02:43.44374+00'),
	('rathaus', '2026-11-30', 20, 'appointment.changed', '{"state": "confirmed", "appointment": "So6i6SF7IuWiWp7W"}', '2026-11-26 07:03:49.744718+00'),
	('nordstadt', '2026-11-26', 41, 'visit.arrived', '{"group": "A", "visit": "b0309211ce3496a96e91", "number": "A002", "channel": "kiosk", "ordinal": 2, "known_at": "2026-11-26T07:04:29.453316Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:04:29.453316Z", "from_office": null}', '2026-11-26 07:04:29.453316+00'),
	('nordstadt', '2026-11-26', 42, 'visit.called', '{"at": "2026-11-26T07:04:29.453316Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "b0309211ce3496a96e91", "number": "A002", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:04:29.453316+00'),
	('rathaus', '2026-12-07', 1, 'appointment.held', '{"start": "2026-12-07T08:15:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-ummelden", 1]], "appointment": "w3iFWNZHD5XDwP8a"}', '2026-11-26 07:04:45.120672+00'),
	('nordstadt', '2026-11-26', 43, 'visit.serving', '{"visit": "b0309211ce3496a96e91", "number": "A002", "counter": "2"}', '2026-11-26 07:04:45.120672+00'),
	('nordstadt', '2026-11-26', 44, 'appointment.held', '{"start": "2026-11-26T08:30:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "dLYeo9wJx_1HtdLD"}', '2026-11-26 07:06:12.474238+00'),
	('nordstadt', '2026-11-26', 45, 'appointment.changed', '{"state": "checked_in", "appointment": "rn5viOGAbQLwgIzR"}', '2026-11-26 07:06:38.41721+00'),
	('nordstadt', '2026-11-26', 46, 'visit.arrived', '{"group": "A", "visit": "1a462663f3c3cb135d03", "number": "A003", "channel": "kiosk", "ordinal": 3, "known_at": "2026-11-26T07:06:38.417210Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": "2026-11-26T07:10:00Z", "arrived_at": "2026-11-26T07:06:38.417210Z", "from_office": null}', '2026-11-26 07:06:38.41721+00'),
	('nordstadt', '2026-11-26', 47, 'appointment.held', '{"start": "2026-11-26T09:50:00Z", "channel": "public", "minutes": 30, "services": [["personalausweis", 1], ["reisepass", 1]], "appointment": "K6C1YJ4qYWuKLmOF"}', '2026-11-26 07:06:38.41721+00'),
	('nordstadt', '2026-11-26', 48, 'visit.called', '{"at": "2026-11-26T07:06:38.417210Z", "rule": "appointment", "text": "Termin, wartet seit 0 Min.", "score": 3600, "visit": "1a462663f3c3cb135d03", "number": "A003", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:06:38.41721+00'),
	('nordstadt', '2026-11-26', 49, 'visit.serving', '{"visit": "1a462663f3c3cb135d03", "number": "A003", "counter": "1"}', '2026-11-26 07:07:14.274477+00'),
	('rathaus', '2026-11-26', 65, 'visit.finished', '{"visit": "e7e98d4dd3fa04c97cab", "number": "A001", "counter": "6", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 07:14:47.741325+00'),
	('nordstadt', '2026-11-26', 50, 'visit.arrived', '{"group": "A", "visit": "8546054274f97fcbf9df", "number": "A004", "channel": "kiosk", "ordinal": 4, "known_at": "2026-11-26T07:09:01.515743Z", "priority": true, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:09:01.515743Z", "from_office": null}', '2026-11-26 07:09:01.515743+00'),
	('rathaus', '2026-11-27', 23, 'appointment.held', '{"start": "2026-11-27T07:35:00Z", "channel": "public", "minutes": 15, "services": [["fahrzeug-anmelden", 1]], "appointment": "bAGOhIxIMwxzhllM"}', '2026-11-26 07:09:01.515743+00'),
	('rathaus', '2026-11-26', 56, 'visit.called', '{"at": "2026-11-26T07:09:01.515743Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "c2fdcf5ac9f319933a28", "number": "B001", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:09:01.515743+00'),
	('nordstadt', '2026-11-26', 51, 'visit.called', '{"at": "2026-11-26T07:09:01.515743Z", "rule": "priority", "text": "Vorrang, wartet seit 0 Min.", "score": 7200, "visit": "8546054274f97fcbf9df", "number": "A004", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:09:01.515743+00'),
	('rathaus', '2026-11-26', 57, 'visit.serving', '{"visit": "c2fdcf5ac9f319933a28", "number": "B001", "counter": "1"}', '2026-11-26 07:09:22.533407+00'),
	('nordstadt', '2026-11-26', 52, 'appointment.changed', '{"state": "confirmed", "appointment": "K6C1YJ4qYWuKLmOF"}', '2026-11-26 07:09:22.533407+00'),
	('nordstadt', '2026-11-26', 53, 'visit.serving', '{"visit": "8546054274f97fcbf9df", "number": "A004", "counter": "4"}', '2026-11-26 07:09:34.187598+00'),
	('nordstadt', '2026-11-26', 54, 'appointment.changed', '{"state": "confirmed", "appointment": "dLYeo9wJx_1HtdLD"}', '2026-11-26 07:10:03.868304+00'),
	('rathaus', '2026-11-30', 21, 'appointment.held', '{"start": "2026-11-30T08:00:00Z", "channel": "public", "minutes": 30, "services": [["wohnsitz-anmelden", 1], ["ausweis-verloren", 1]], "appointment": "NSj4deI2VphE37ew"}', '2026-11-26 07:10:03.868304+00'),
	('rathaus', '2026-11-26', 58, 'visit.arrived', '{"group": "C", "visit": "4735c1d409432fbd6ec8", "number": "C001", "channel": "kiosk", "ordinal": 1, "known_at": "2026-11-26T07:11:13.394480Z", "priority": false, "services": [["gewerbe-ummelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:11:13.394480Z", "from_office": null}', '2026-11-26 07:11:13.39448+00'),
	('rathaus', '2026-11-30', 22, 'appointment.changed', '{"state": "confirmed", "appointment": "NSj4deI2VphE37ew"}', '2026-11-26 07:11:13.39448+00'),
	('rathaus', '2026-11-26', 59, 'visit.called', '{"at": "2026-11-26T07:11:13.394480Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "4735c1d409432fbd6ec8", "number": "C001", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:11:13.39448+00'),
	('rathaus', '2026-11-26', 60, 'visit.serving', '{"visit": "4735c1d409432fbd6ec8", "number": "C001", "counter": "5"}', '2026-11-26 07:11:46.312905+00'),
	('rathaus', '2026-11-27', 24, 'appointment.changed', '{"state": "confirmed", "appointment": "bAGOhIxIMwxzhllM"}', '2026-11-26 07:12:13.618651+00'),
	('rathaus', '2026-11-26', 61, 'visit.finished', '{"visit": "c2fdcf5ac9f319933a28", "number": "B001", "counter": "1", "services": [["internationaler-fuehrerschein", 1]]}', '2026-11-26 07:12:55.975637+00'),
	('nordstadt', '2026-11-26', 55, 'visit.arrived', '{"group": "A", "visit": "0675c7b8a5bfb6eb7e5a", "number": "A005", "channel": "kiosk", "ordinal": 5, "known_at": "2026-11-26T07:13:08.579449Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:13:08.579449Z", "from_office": null}', '2026-11-26 07:13:08.579449+00'),
	('rathaus', '2026-11-26', 62, 'visit.arrived', '{"group": "A", "visit": "bd3d47b901b21bb369a8", "number": "A002", "channel": "kiosk", "ordinal": 2, "known_at": "2026-11-26T07:13:08.579449Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:13:08.579449Z", "from_office": null}', '2026-11-26 07:13:08.579449+00'),
	('nordstadt', '2026-11-26', 56, 'visit.finished', '{"visit": "c56faf0238b41c9d670c", "number": "A001", "counter": "3", "services": [["beglaubigung-unterschrift", 1]]}', '2026-11-26 07:13:08.579449+00'),
	('rathaus', '2026-11-26', 63, 'visit.called', '{"at": "2026-11-26T07:13:08.579449Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "bd3d47b901b21bb369a8", "number": "A002", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:13:08.579449+00'),
	('nordstadt', '2026-11-26', 57, 'visit.called', '{"at": "2026-11-26T07:13:29.584454Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 21, "visit": "0675c7b8a5bfb6eb7e5a", "number": "A005", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:13:29.584454+00'),
	('rathaus', '2026-11-26', 64, 'visit.serving', '{"visit": "bd3d47b901b21bb369a8", "number": "A002", "counter": "3"}', '2026-11-26 07:13:29.584454+00'),
	('nordstadt', '2026-11-26', 58, 'visit.serving', '{"visit": "0675c7b8a5bfb6eb7e5a", "number": "A005", "counter": "3"}', '2026-11-26 07:13:59.235291+00'),
	('nordstadt', '2026-11-26', 59, 'visit.finished', '{"visit": "1a462663f3c3cb135d03", "number": "A003", "counter": "1", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 07:14:31.059873+00');
INSERT INTO public.outbox VALUES
	('rathaus', '2026-11-26', 66, 'visit.arrived', '{"group": "A", "visit": "ab75ddedb5bd14470264", "number": "A003", "channel": "kiosk", "ordinal": 3, "known_at": "2026-11-26T07:15:49.820604Z", "priority": false, "services": [["beglaubigung-dokumente", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:15:49.820604Z", "from_office": null}', '2026-11-26 07:15:49.820604+00'),
	('rathaus', '2026-11-26', 67, 'visit.called', '{"at": "2026-11-26T07:15:49.820604Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "ab75ddedb5bd14470264", "number": "A003", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:15:49.820604+00'),
	('rathaus', '2026-11-30', 23, 'appointment.held', '{"start": "2026-11-30T09:45:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "XXBlGSdFySbj819D"}', '2026-11-26 07:16:18.7787+00'),
	('nordstadt', '2026-11-26', 60, 'appointment.changed', '{"state": "checked_in", "appointment": "9LEBeBgbzCcx8OPb"}', '2026-11-26 07:16:18.7787+00'),
	('nordstadt', '2026-11-26', 61, 'visit.arrived', '{"group": "A", "visit": "74ed466c81992ee6430e", "number": "A006", "channel": "kiosk", "ordinal": 6, "known_at": "2026-11-26T07:16:18.778700Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": "2026-11-26T07:30:00Z", "arrived_at": "2026-11-26T07:16:18.778700Z", "from_office": null}', '2026-11-26 07:16:18.7787+00'),
	('nordstadt', '2026-11-26', 62, 'visit.called', '{"at": "2026-11-26T07:16:18.778700Z", "rule": "early", "text": "Termin später, sonst wartet niemand", "score": null, "visit": "74ed466c81992ee6430e", "number": "A006", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:16:18.7787+00'),
	('nordstadt', '2026-11-26', 63, 'visit.finished', '{"visit": "b0309211ce3496a96e91", "number": "A002", "counter": "2", "services": [["reisepass", 1]]}', '2026-11-26 07:16:31.767372+00'),
	('rathaus', '2026-11-26', 68, 'visit.serving', '{"visit": "ab75ddedb5bd14470264", "number": "A003", "counter": "2"}', '2026-11-26 07:16:31.767372+00'),
	('nordstadt', '2026-11-26', 64, 'visit.serving', '{"visit": "74ed466c81992ee6430e", "number": "A006", "counter": "1"}', '2026-11-26 07:16:52.541085+00'),
	('rathaus', '2026-11-26', 69, 'visit.arrived', '{"group": "A", "visit": "d1e456f90415833df5a5", "number": "A004", "channel": "kiosk", "ordinal": 4, "known_at": "2026-11-26T07:17:42.574926Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:17:42.574926Z", "from_office": null}', '2026-11-26 07:17:42.574926+00'),
	('rathaus', '2026-11-26', 70, 'visit.called', '{"at": "2026-11-26T07:17:42.574926Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "d1e456f90415833df5a5", "number": "A004", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:17:42.574926+00'),
	('rathaus', '2026-11-26', 71, 'visit.serving', '{"visit": "d1e456f90415833df5a5", "number": "A004", "counter": "1"}', '2026-11-26 07:18:40.091596+00'),
	('nordstadt', '2026-11-26', 65, 'visit.finished', '{"visit": "8546054274f97fcbf9df", "number": "A004", "counter": "4", "services": [["personalausweis", 1]]}', '2026-11-26 07:19:07.614211+00'),
	('nordstadt', '2026-11-30', 9, 'appointment.held', '{"start": "2026-11-30T12:00:00Z", "channel": "public", "minutes": 30, "services": [["personalausweis", 1], ["wohnsitz-anmelden", 1]], "appointment": "RCR0fxJtA__zTvs4"}', '2026-11-26 07:21:19.308249+00'),
	('nordstadt', '2026-11-26', 66, 'visit.finished', '{"visit": "0675c7b8a5bfb6eb7e5a", "number": "A005", "counter": "3", "services": [["personalausweis", 1]]}', '2026-11-26 07:21:19.308249+00'),
	('nordstadt', '2026-11-26', 67, 'visit.arrived', '{"group": "A", "visit": "edfe8ab797f042abb28d", "number": "A007", "channel": "kiosk", "ordinal": 7, "known_at": "2026-11-26T07:22:19.723270Z", "priority": false, "services": [["reisepass", 2], ["haushaltsbescheinigung", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:22:19.723270Z", "from_office": null}', '2026-11-26 07:22:19.72327+00'),
	('nordstadt', '2026-11-26', 68, 'visit.called', '{"at": "2026-11-26T07:22:19.723270Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "edfe8ab797f042abb28d", "number": "A007", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:22:19.72327+00'),
	('rathaus', '2026-11-26', 72, 'visit.arrived', '{"group": "A", "visit": "052b6eae9c8c9cdca05c", "number": "A005", "channel": "kiosk", "ordinal": 5, "known_at": "2026-11-26T07:22:45.135678Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:22:45.135678Z", "from_office": null}', '2026-11-26 07:22:45.135678+00'),
	('rathaus', '2026-11-26', 73, 'visit.called', '{"at": "2026-11-26T07:22:45.135678Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "052b6eae9c8c9cdca05c", "number": "A005", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:22:45.135678+00'),
	('nordstadt', '2026-11-26', 69, 'visit.serving', '{"visit": "edfe8ab797f042abb28d", "number": "A007", "counter": "4"}', '2026-11-26 07:23:06.801654+00'),
	('rathaus', '2026-11-26', 74, 'visit.serving', '{"visit": "052b6eae9c8c9cdca05c", "number": "A005", "counter": "6"}', '2026-11-26 07:23:25.646958+00'),
	('rathaus', '2026-11-26', 75, 'visit.finished', '{"visit": "ab75ddedb5bd14470264", "number": "A003", "counter": "2", "services": [["beglaubigung-dokumente", 1]]}', '2026-11-26 07:23:37.391703+00'),
	('rathaus', '2026-11-26', 76, 'visit.finished', '{"visit": "bd3d47b901b21bb369a8", "number": "A002", "counter": "3", "services": [["reisepass", 1]]}', '2026-11-26 07:23:37.391703+00'),
	('nordstadt', '2026-11-26', 70, 'visit.arrived', '{"group": "A", "visit": "7230feb7a7ce4fc9cf64", "number": "A008", "channel": "kiosk", "ordinal": 8, "known_at": "2026-11-26T07:24:30.838399Z", "priority": false, "services": [["personalausweis", 1], ["wohnsitz-anmelden", 3]], "booked_at": null, "arrived_at": "2026-11-26T07:24:30.838399Z", "from_office": null}', '2026-11-26 07:24:30.838399+00'),
	('nordstadt', '2026-11-26', 71, 'visit.called', '{"at": "2026-11-26T07:24:30.838399Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "7230feb7a7ce4fc9cf64", "number": "A008", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:24:30.838399+00'),
	('rathaus', '2026-11-26', 77, 'visit.arrived', '{"group": "A", "visit": "efebf97094da3465e1c9", "number": "A006", "channel": "kiosk", "ordinal": 6, "known_at": "2026-11-26T07:24:46.826205Z", "priority": false, "services": [["wohnsitz-anmelden", 1], ["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:24:46.826205Z", "from_office": null}', '2026-11-26 07:24:46.826205+00'),
	('rathaus', '2026-11-26', 78, 'visit.called', '{"at": "2026-11-26T07:24:46.826205Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "efebf97094da3465e1c9", "number": "A006", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:24:46.826205+00'),
	('nordstadt', '2026-11-26', 72, 'visit.serving', '{"visit": "7230feb7a7ce4fc9cf64", "number": "A008", "counter": "3"}', '2026-11-26 07:25:04.135626+00'),
	('rathaus', '2026-11-26', 79, 'visit.serving', '{"visit": "efebf97094da3465e1c9", "number": "A006", "counter": "3"}', '2026-11-26 07:25:22.566634+00'),
	('nordstadt', '2026-11-30', 10, 'appointment.changed', '{"state": "confirmed", "appointment": "RCR0fxJtA__zTvs4"}', '2026-11-26 07:25:36.81182+00'),
	('nordstadt', '2026-12-03', 1, 'appointment.held', '{"start": "2026-12-03T07:55:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "Isp41-ew0L7Fy6Nd"}', '2026-11-26 07:26:30.552106+00'),
	('rathaus', '2026-11-26', 80, 'visit.finished', '{"visit": "052b6eae9c8c9cdca05c", "number": "A005", "counter": "6", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 07:27:29.284347+00'),
	('rathaus', '2026-11-26', 81, 'visit.finished', '{"visit": "d1e456f90415833df5a5", "number": "A004", "counter": "1", "services": [["personalausweis", 1]]}', '2026-11-26 07:28:22.855673+00'),
	('rathaus', '2026-11-26', 82, 'visit.arrived', '{"group": "A", "visit": "d79ebeaec54e591fda4a", "number": "A007", "channel": "kiosk", "ordinal": 7, "known_at": "2026-11-26T07:28:37.221637Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:28:37.221637Z", "from_office": null}', '2026-11-26 07:28:37.221637+00'),
	('rathaus', '2026-11-26', 83, 'visit.called', '{"at": "2026-11-26T07:28:37.221637Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "d79ebeaec54e591fda4a", "number": "A007", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:28:37.221637+00'),
	('rathaus', '2026-11-26', 84, 'visit.serving', '{"visit": "d79ebeaec54e591fda4a", "number": "A007", "counter": "6"}', '2026-11-26 07:29:24.8248+00'),
	('rathaus', '2026-11-26', 85, 'visit.finished', '{"visit": "4735c1d409432fbd6ec8", "number": "C001", "counter": "5", "services": [["gewerbe-ummelden", 1]]}', '2026-11-26 07:30:10+00'),
	('nordstadt', '2026-12-03', 2, 'appointment.changed', '{"state": "confirmed", "appointment": "Isp41-ew0L7Fy6Nd"}', '2026-11-26 07:30:43.578346+00'),
	('nordstadt', '2026-11-26', 73, 'appointment.held', '{"start": "2026-11-26T13:40:00Z", "channel": "public", "minutes": 5, "services": [["haushaltsbescheinigung", 1]], "appointment": "hOuGSu0XgduyAOxQ"}', '2026-11-26 07:31:11.54879+00'),
	('nordstadt', '2026-11-30', 11, 'appointment.held', '{"start": "2026-11-30T10:15:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "Q6kEqby6q6uxH70i"}', '2026-11-26 07:31:11.54879+00'),
	('nordstadt', '2026-11-26', 74, 'appointment.changed', '{"state": "confirmed", "appointment": "hOuGSu0XgduyAOxQ"}', '2026-11-26 07:32:00.001219+00'),
	('rathaus', '2026-12-01', 5, 'appointment.held', '{"start": "2026-12-01T09:00:00Z", "channel": "public", "minutes": 10, "services": [["auskunftssperre", 1]], "appointment": "klEU5y44fmRYT8My"}', '2026-11-26 07:33:22.789932+00'),
	('nordstadt', '2026-11-30', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "Q6kEqby6q6uxH70i"}', '2026-11-26 07:33:51.298679+00'),
	('nordstadt', '2026-11-26', 75, 'appointment.changed', '{"state": "checked_in", "appointment": "aaQ3H1quH80dNmCZ"}', '2026-11-26 07:34:44.59625+00'),
	('nordstadt', '2026-11-26', 76, 'visit.arrived', '{"group": "A", "visit": "2a8fea9e328f452fd538", "number": "A009", "channel": "kiosk", "ordinal": 9, "known_at": "2026-11-26T07:34:44.596250Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": "2026-11-26T07:05:00Z", "arrived_at": "2026-11-26T07:34:44.596250Z", "from_office": null}', '2026-11-26 07:34:44.59625+00'),
	('nordstadt', '2026-11-26', 85, 'visit.arrived', '{"group": "A", "visit": "8ed1fd8e880747af0cef", "number": "A012", "channel": "kiosk", "ordinal": 12, "known_at": "2026-11-26T07:39:44.303823Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": "2026-11-26T07:10:00Z", "arrived_at": "2026-11-26T07:39:44.303823Z", "from_office": null}', '2026-11-26 07:39:44.303823+00'),
	('nordstadt', '2026-11-26', 86, 'visit.finished', '{"visit": "74ed466c81992ee6430e", "number": "A006", "counter": "1", "services": [["personalausweis", 1]]}', '2026-11-26 07:39:58.284416+00'),
	('nordstadt', '2026-11-26', 77, 'visit.called', '{"at": "2026-11-26T07:34:44.596250Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "2a8fea9e328f452fd538", "number": "A009", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:34:44.59625+00'),
	('nordstadt', '2026-11-26', 78, 'visit.serving', '{"visit": "2a8fea9e328f452fd538", "number": "A009", "counter": "2"}', '2026-11-26 07:35:39.544129+00'),
	('nordstadt', '2026-11-26', 79, 'appointment.changed', '{"state": "checked_in", "appointment": "EdRS-Pmw2xuc6Gux"}', '2026-11-26 07:35:51.490067+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 80, 'visit.arrived', '{"group": "A", "visit": "5c39b390e6782a1f556f", "number": "A010", "channel": "kiosk", "ordinal": 10, "known_at": "2026-11-26T07:35:51.490067Z", "priority": false, "services": [["reisepass", 1]], "booked_at": "2026-11-26T08:00:00Z", "arrived_at": "2026-11-26T07:35:51.490067Z", "from_office": null}', '2026-11-26 07:35:51.490067+00'),
	('rathaus', '2026-11-30', 24, 'appointment.held', '{"start": "2026-11-30T09:35:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "SnWpmW-0H3n8-D0Q"}', '2026-11-26 07:35:51.490067+00'),
	('rathaus', '2026-11-26', 86, 'visit.arrived', '{"group": "A", "visit": "b19f549d55fa19ea6743", "number": "A008", "channel": "kiosk", "ordinal": 8, "known_at": "2026-11-26T07:36:24.070146Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:36:24.070146Z", "from_office": null}', '2026-11-26 07:36:24.070146+00'),
	('rathaus', '2026-11-26', 87, 'visit.called', '{"at": "2026-11-26T07:36:24.070146Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "b19f549d55fa19ea6743", "number": "A008", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:36:24.070146+00'),
	('rathaus', '2026-12-01', 6, 'appointment.changed', '{"state": "confirmed", "appointment": "klEU5y44fmRYT8My"}', '2026-11-26 07:36:42.554475+00'),
	('nordstadt', '2026-11-26', 81, 'visit.arrived', '{"group": "A", "visit": "ec5494a4263cfe36888a", "number": "A011", "channel": "kiosk", "ordinal": 11, "known_at": "2026-11-26T07:37:11.840369Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:37:11.840369Z", "from_office": null}', '2026-11-26 07:37:11.840369+00'),
	('rathaus', '2026-11-26', 88, 'visit.serving', '{"visit": "b19f549d55fa19ea6743", "number": "A008", "counter": "2"}', '2026-11-26 07:37:11.840369+00'),
	('rathaus', '2026-11-30', 25, 'appointment.changed', '{"state": "confirmed", "appointment": "SnWpmW-0H3n8-D0Q"}', '2026-11-26 07:37:11.840369+00'),
	('rathaus', '2026-11-26', 89, 'visit.arrived', '{"group": "B", "visit": "4f54967e6b5eaa0f0eae", "number": "B002", "channel": "kiosk", "ordinal": 2, "known_at": "2026-11-26T07:38:03.132242Z", "priority": false, "services": [["fahrzeug-adresse", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:38:03.132242Z", "from_office": null}', '2026-11-26 07:38:03.132242+00'),
	('rathaus', '2026-11-26', 90, 'visit.finished', '{"visit": "d79ebeaec54e591fda4a", "number": "A007", "counter": "6", "services": [["reisepass", 1]]}', '2026-11-26 07:38:03.132242+00'),
	('rathaus', '2026-11-26', 91, 'visit.called', '{"at": "2026-11-26T07:38:03.132242Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "4f54967e6b5eaa0f0eae", "number": "B002", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:38:03.132242+00'),
	('rathaus', '2026-11-26', 92, 'visit.arrived', '{"group": "B", "visit": "916d68b1b00fb899de5e", "number": "B003", "channel": "kiosk", "ordinal": 3, "known_at": "2026-11-26T07:38:19.620182Z", "priority": false, "services": [["fahrzeug-abmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:38:19.620182Z", "from_office": null}', '2026-11-26 07:38:19.620182+00'),
	('rathaus', '2026-11-26', 93, 'visit.called', '{"at": "2026-11-26T07:38:19.620182Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "916d68b1b00fb899de5e", "number": "B003", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:38:19.620182+00'),
	('rathaus', '2026-11-26', 94, 'visit.serving', '{"visit": "4f54967e6b5eaa0f0eae", "number": "B002", "counter": "5"}', '2026-11-26 07:38:30.940746+00'),
	('rathaus', '2026-11-26', 95, 'visit.finished', '{"visit": "efebf97094da3465e1c9", "number": "A006", "counter": "3", "services": [["wohnsitz-anmelden", 1], ["reisepass", 1]]}', '2026-11-26 07:39:07.231035+00'),
	('rathaus', '2026-11-26', 96, 'visit.serving', '{"visit": "916d68b1b00fb899de5e", "number": "B003", "counter": "4"}', '2026-11-26 07:39:07.231035+00'),
	('nordstadt', '2026-11-26', 82, 'visit.finished', '{"visit": "2a8fea9e328f452fd538", "number": "A009", "counter": "2", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 07:39:24.518849+00'),
	('nordstadt', '2026-11-26', 83, 'visit.called', '{"at": "2026-11-26T07:39:44.303823Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 2 Min.", "score": 152, "visit": "ec5494a4263cfe36888a", "number": "A011", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:39:44.303823+00'),
	('nordstadt', '2026-11-26', 84, 'appointment.changed', '{"state": "checked_in", "appointment": "2O4CPDf1xBomm-_Q"}', '2026-11-26 07:39:44.303823+00'),
	('nordstadt', '2026-11-26', 87, 'visit.serving', '{"visit": "ec5494a4263cfe36888a", "number": "A011", "counter": "2"}', '2026-11-26 07:40:25.4069+00'),
	('nordstadt', '2026-11-26', 88, 'visit.called', '{"at": "2026-11-26T07:40:25.406900Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 41, "visit": "8ed1fd8e880747af0cef", "number": "A012", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:40:25.4069+00'),
	('nordstadt', '2026-11-26', 89, 'visit.serving', '{"visit": "8ed1fd8e880747af0cef", "number": "A012", "counter": "1"}', '2026-11-26 07:40:45.178956+00'),
	('rathaus', '2026-11-26', 97, 'visit.arrived', '{"group": "C", "visit": "0d81b76ee62967d99c0e", "number": "C002", "channel": "kiosk", "ordinal": 2, "known_at": "2026-11-26T07:41:20.812571Z", "priority": false, "services": [["gewerbe-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:41:20.812571Z", "from_office": null}', '2026-11-26 07:41:20.812571+00'),
	('rathaus', '2026-11-26', 98, 'visit.called', '{"at": "2026-11-26T07:41:20.812571Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "0d81b76ee62967d99c0e", "number": "C002", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:41:20.812571+00'),
	('nordstadt', '2026-11-26', 90, 'visit.arrived', '{"group": "B", "visit": "ee3106f627f2639ac9eb", "number": "B001", "channel": "kiosk", "ordinal": 1, "known_at": "2026-11-26T07:41:34.601729Z", "priority": false, "services": [["fahrzeug-adresse", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:41:34.601729Z", "from_office": null}', '2026-11-26 07:41:34.601729+00'),
	('rathaus', '2026-11-26', 99, 'visit.serving', '{"visit": "0d81b76ee62967d99c0e", "number": "C002", "counter": "1"}', '2026-11-26 07:41:45.548371+00'),
	('rathaus', '2026-11-26', 100, 'visit.arrived', '{"group": "A", "visit": "308149d14208a4cb6412", "number": "A009", "channel": "kiosk", "ordinal": 9, "known_at": "2026-11-26T07:42:38.552426Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:42:38.552426Z", "from_office": null}', '2026-11-26 07:42:38.552426+00'),
	('rathaus', '2026-11-26', 101, 'visit.called', '{"at": "2026-11-26T07:42:38.552426Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "308149d14208a4cb6412", "number": "A009", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:42:38.552426+00'),
	('rathaus', '2026-11-26', 102, 'visit.finished', '{"visit": "b19f549d55fa19ea6743", "number": "A008", "counter": "2", "services": [["personalausweis", 1]]}', '2026-11-26 07:42:56.232059+00'),
	('rathaus', '2026-11-26', 103, 'visit.serving', '{"visit": "308149d14208a4cb6412", "number": "A009", "counter": "3"}', '2026-11-26 07:43:19.571392+00'),
	('nordstadt', '2026-11-26', 91, 'visit.finished', '{"visit": "8ed1fd8e880747af0cef", "number": "A012", "counter": "1", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 07:44:24.812769+00'),
	('rathaus', '2026-11-26', 104, 'visit.finished', '{"visit": "916d68b1b00fb899de5e", "number": "B003", "counter": "4", "services": [["fahrzeug-abmelden", 1]]}', '2026-11-26 07:44:24.812769+00'),
	('nordstadt', '2026-11-26', 92, 'visit.called', '{"at": "2026-11-26T07:45:06.202469Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 3 Min.", "score": 211, "visit": "ee3106f627f2639ac9eb", "number": "B001", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:45:06.202469+00'),
	('nordstadt', '2026-11-26', 93, 'visit.arrived', '{"group": "A", "visit": "328938d6cc2f5be81105", "number": "A013", "channel": "kiosk", "ordinal": 13, "known_at": "2026-11-26T07:45:06.202469Z", "priority": false, "services": [["beglaubigung-unterschrift", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:45:06.202469Z", "from_office": null}', '2026-11-26 07:45:06.202469+00'),
	('rathaus', '2026-11-30', 26, 'appointment.held', '{"start": "2026-11-30T07:25:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-ummelden", 1]], "appointment": "wVGeHABl-vJqTBMj"}', '2026-11-26 07:45:06.202469+00'),
	('nordstadt', '2026-11-30', 13, 'appointment.held', '{"start": "2026-11-30T13:45:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-unterschrift", 1]], "appointment": "5R9wWE60tQm5J8cQ"}', '2026-11-26 07:45:36.360791+00'),
	('rathaus', '2026-11-30', 27, 'appointment.changed', '{"state": "confirmed", "appointment": "wVGeHABl-vJqTBMj"}', '2026-11-26 07:45:46.643442+00'),
	('nordstadt', '2026-11-26', 94, 'visit.serving', '{"visit": "ee3106f627f2639ac9eb", "number": "B001", "counter": "1"}', '2026-11-26 07:46:04.508022+00'),
	('nordstadt', '2026-11-30', 14, 'appointment.changed', '{"state": "confirmed", "appointment": "5R9wWE60tQm5J8cQ"}', '2026-11-26 07:46:20.83924+00'),
	('rathaus', '2026-11-26', 105, 'visit.finished', '{"visit": "308149d14208a4cb6412", "number": "A009", "counter": "3", "services": [["reisepass", 1]]}', '2026-11-26 07:46:20.83924+00'),
	('rathaus', '2026-11-26', 106, 'visit.arrived', '{"group": "A", "visit": "82180c38ae4fc9102576", "number": "A010", "channel": "kiosk", "ordinal": 10, "known_at": "2026-11-26T07:47:09.149420Z", "priority": false, "services": [["wohnsitz-anmelden", 1], ["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:47:09.149420Z", "from_office": null}', '2026-11-26 07:47:09.14942+00'),
	('rathaus', '2026-11-26', 107, 'visit.called', '{"at": "2026-11-26T07:47:09.149420Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "82180c38ae4fc9102576", "number": "A010", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:47:09.14942+00'),
	('rathaus', '2026-11-26', 108, 'visit.serving', '{"visit": "82180c38ae4fc9102576", "number": "A010", "counter": "3"}', '2026-11-26 07:47:54.22438+00'),
	('rathaus', '2026-11-26', 109, 'visit.arrived', '{"group": "A", "visit": "a05c2f390a62562f2e09", "number": "A011", "channel": "kiosk", "ordinal": 11, "known_at": "2026-11-26T07:48:10.437408Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:48:10.437408Z", "from_office": null}', '2026-11-26 07:48:10.437408+00'),
	('rathaus', '2026-11-26', 110, 'visit.called', '{"at": "2026-11-26T07:48:10.437408Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "a05c2f390a62562f2e09", "number": "A011", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:48:10.437408+00'),
	('rathaus', '2026-11-26', 111, 'visit.serving', '{"visit": "a05c2f390a62562f2e09", "number": "A011", "counter": "6"}', '2026-11-26 07:48:49.351306+00'),
	('rathaus', '2026-11-26', 112, 'visit.finished', '{"visit": "4f54967e6b5eaa0f0eae", "number": "B002", "counter": "5", "services": [["fahrzeug-adresse", 1]]}', '2026-11-26 07:49:18.831981+00'),
	('nordstadt', '2026-11-26', 95, 'visit.arrived', '{"group": "A", "visit": "c0e1efdedd1d07d46638", "number": "A014", "channel": "kiosk", "ordinal": 14, "known_at": "2026-11-26T07:49:59.355438Z", "priority": false, "services": [["wohnsitz-anmelden", 1], ["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:49:59.355438Z", "from_office": null}', '2026-11-26 07:49:59.355438+00'),
	('rathaus', '2026-11-26', 113, 'appointment.held', '{"start": "2026-11-26T12:50:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "X0Vd8rQ7RQVHVEPh"}', '2026-11-26 07:51:41.78152+00'),
	('rathaus', '2026-11-26', 114, 'appointment.changed', '{"state": "checked_in", "appointment": "RU7J2F5wg1PD5C39"}', '2026-11-26 07:51:41.78152+00');
INSERT INTO public.outbox VALUES
	('rathaus', '2026-11-26', 115, 'visit.arrived', '{"group": "B", "visit": "93c4dfcd295d8ac2dd9b", "number": "B004", "channel": "kiosk", "ordinal": 4, "known_at": "2026-11-26T07:51:41.781520Z", "priority": false, "services": [["fahrzeug-anmelden", 1]], "booked_at": "2026-11-26T07:40:00Z", "arrived_at": "2026-11-26T07:51:41.781520Z", "from_office": null}', '2026-11-26 07:51:41.78152+00'),
	('rathaus', '2026-11-26', 116, 'visit.called', '{"at": "2026-11-26T07:51:41.781520Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "93c4dfcd295d8ac2dd9b", "number": "B004", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:51:41.78152+00'),
	('rathaus', '2026-11-26', 117, 'visit.serving', '{"visit": "93c4dfcd295d8ac2dd9b", "number": "B004", "counter": "4"}', '2026-11-26 07:52:08.334815+00'),
	('rathaus', '2026-11-26', 118, 'visit.arrived', '{"group": "A", "visit": "b40af62512a8c48d2428", "number": "A012", "channel": "kiosk", "ordinal": 12, "known_at": "2026-11-26T07:52:08.334815Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:52:08.334815Z", "from_office": null}', '2026-11-26 07:52:08.334815+00'),
	('rathaus', '2026-11-26', 119, 'visit.called', '{"at": "2026-11-26T07:52:08.334815Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "b40af62512a8c48d2428", "number": "A012", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:52:08.334815+00'),
	('rathaus', '2026-11-26', 120, 'visit.serving', '{"visit": "b40af62512a8c48d2428", "number": "A012", "counter": "2"}', '2026-11-26 07:52:33.116099+00'),
	('rathaus', '2026-11-26', 121, 'visit.finished', '{"visit": "a05c2f390a62562f2e09", "number": "A011", "counter": "6", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 07:53:33.561938+00'),
	('nordstadt', '2026-11-26', 96, 'visit.arrived', '{"group": "A", "visit": "4e82ee09c9ab06ccf898", "number": "A015", "channel": "kiosk", "ordinal": 15, "known_at": "2026-11-26T07:53:46.391156Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:53:46.391156Z", "from_office": null}', '2026-11-26 07:53:46.391156+00'),
	('nordstadt', '2026-11-26', 97, 'visit.arrived', '{"group": "A", "visit": "fcc61ab1161e508796df", "number": "A016", "channel": "kiosk", "ordinal": 16, "known_at": "2026-11-26T07:53:56.414137Z", "priority": false, "services": [["ausweis-verloren", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:53:56.414137Z", "from_office": null}', '2026-11-26 07:53:56.414137+00'),
	('nordstadt', '2026-11-26', 98, 'visit.finished', '{"visit": "ec5494a4263cfe36888a", "number": "A011", "counter": "2", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 07:53:56.414137+00'),
	('nordstadt', '2026-11-26', 99, 'visit.called', '{"at": "2026-11-26T07:54:12.893952Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 9 Min.", "score": 546, "visit": "328938d6cc2f5be81105", "number": "A013", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:54:12.893952+00'),
	('rathaus', '2026-11-27', 27, 'appointment.held', '{"start": "2026-11-27T08:05:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "-DMdubI3y3j2PP7w"}', '2026-11-26 07:54:45.277263+00'),
	('rathaus', '2026-11-26', 122, 'appointment.changed', '{"state": "confirmed", "appointment": "X0Vd8rQ7RQVHVEPh"}', '2026-11-26 07:54:45.277263+00'),
	('nordstadt', '2026-11-26', 100, 'visit.serving', '{"visit": "328938d6cc2f5be81105", "number": "A013", "counter": "2"}', '2026-11-26 07:55:10+00'),
	('rathaus', '2026-11-26', 123, 'visit.arrived', '{"group": "A", "visit": "2d2dfcb20c8ac0b114c4", "number": "A013", "channel": "kiosk", "ordinal": 13, "known_at": "2026-11-26T07:57:17.562002Z", "priority": false, "services": [["personalausweis", 2]], "booked_at": null, "arrived_at": "2026-11-26T07:57:17.562002Z", "from_office": null}', '2026-11-26 07:57:17.562002+00'),
	('rathaus', '2026-11-26', 124, 'visit.called', '{"at": "2026-11-26T07:57:17.562002Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "2d2dfcb20c8ac0b114c4", "number": "A013", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 07:57:17.562002+00'),
	('rathaus', '2026-11-26', 125, 'visit.serving', '{"visit": "2d2dfcb20c8ac0b114c4", "number": "A013", "counter": "6"}', '2026-11-26 07:57:47.116035+00'),
	('nordstadt', '2026-11-26', 101, 'visit.arrived', '{"group": "A", "visit": "146f8b433d5f767e7d7a", "number": "A017", "channel": "kiosk", "ordinal": 17, "known_at": "2026-11-26T07:58:27.516694Z", "priority": false, "services": [["fuehrungszeugnis", 1], ["meldebescheinigung", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:58:27.516694Z", "from_office": null}', '2026-11-26 07:58:27.516694+00'),
	('rathaus', '2026-11-27', 28, 'appointment.changed', '{"state": "confirmed", "appointment": "-DMdubI3y3j2PP7w"}', '2026-11-26 07:59:34.880873+00'),
	('nordstadt', '2026-11-26', 102, 'visit.arrived', '{"group": "A", "visit": "7fe98ed7fbb781e381a1", "number": "A018", "channel": "kiosk", "ordinal": 18, "known_at": "2026-11-26T07:59:34.880873Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": null, "arrived_at": "2026-11-26T07:59:34.880873Z", "from_office": null}', '2026-11-26 07:59:34.880873+00'),
	('rathaus', '2026-11-26', 126, 'appointment.held', '{"start": "2026-11-26T09:20:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "MUv3783BhbDN9Cu0"}', '2026-11-26 08:00:10+00'),
	('nordstadt', '2026-11-26', 103, 'visit.finished', '{"visit": "edfe8ab797f042abb28d", "number": "A007", "counter": "4", "services": [["reisepass", 2], ["haushaltsbescheinigung", 1]]}', '2026-11-26 08:00:10+00'),
	('nordstadt', '2026-11-26', 104, 'visit.called', '{"at": "2026-11-26T08:00:35.446962Z", "rule": "appointment", "text": "Termin, wartet seit 24 Min.", "score": 4605, "visit": "5c39b390e6782a1f556f", "number": "A010", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:00:35.446962+00'),
	('rathaus', '2026-11-26', 127, 'visit.arrived', '{"group": "A", "visit": "341cfe21b86a9e648796", "number": "A014", "channel": "kiosk", "ordinal": 14, "known_at": "2026-11-26T08:00:35.446962Z", "priority": false, "services": [["auskunftssperre", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:00:35.446962Z", "from_office": null}', '2026-11-26 08:00:35.446962+00'),
	('nordstadt', '2026-11-26', 105, 'visit.arrived', '{"group": "A", "visit": "42cdfddb4b1d7c801bae", "number": "A019", "channel": "kiosk", "ordinal": 19, "known_at": "2026-11-26T08:01:05.265594Z", "priority": false, "services": [["beglaubigung-dokumente", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:01:05.265594Z", "from_office": null}', '2026-11-26 08:01:05.265594+00'),
	('nordstadt', '2026-11-26', 106, 'visit.recalled', '{"at": "2026-11-26T08:01:30.446962Z", "visit": "5c39b390e6782a1f556f", "number": "A010", "counter": "4"}', '2026-11-26 08:01:30.446962+00'),
	('rathaus', '2026-11-26', 128, 'appointment.changed', '{"state": "confirmed", "appointment": "MUv3783BhbDN9Cu0"}', '2026-11-26 08:01:30.446962+00'),
	('nordstadt', '2026-11-26', 107, 'appointment.changed', '{"state": "checked_in", "appointment": "dLYeo9wJx_1HtdLD"}', '2026-11-26 08:02:23.37487+00'),
	('nordstadt', '2026-11-26', 108, 'visit.arrived', '{"group": "A", "visit": "98faf89aa53ef0dce583", "number": "A020", "channel": "kiosk", "ordinal": 20, "known_at": "2026-11-26T08:02:23.374870Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": "2026-11-26T08:30:00Z", "arrived_at": "2026-11-26T08:02:23.374870Z", "from_office": null}', '2026-11-26 08:02:23.37487+00'),
	('nordstadt', '2026-11-26', 109, 'visit.missed', '{"times": 1, "visit": "5c39b390e6782a1f556f", "number": "A010", "counter": "4"}', '2026-11-26 08:02:23.37487+00'),
	('nordstadt', '2026-11-26', 110, 'visit.called', '{"at": "2026-11-26T08:02:23.374870Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 12 Min.", "score": 744, "visit": "c0e1efdedd1d07d46638", "number": "A014", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:02:23.37487+00'),
	('nordstadt', '2026-11-26', 111, 'visit.serving', '{"visit": "c0e1efdedd1d07d46638", "number": "A014", "counter": "4"}', '2026-11-26 08:02:48.81171+00'),
	('rathaus', '2026-11-26', 129, 'appointment.changed', '{"state": "checked_in", "appointment": "jo7xZ_hqEH5OAdCz"}', '2026-11-26 08:02:48.81171+00'),
	('rathaus', '2026-11-26', 130, 'visit.arrived', '{"group": "C", "visit": "43de41404e874653d892", "number": "C003", "channel": "kiosk", "ordinal": 3, "known_at": "2026-11-26T08:02:48.811710Z", "priority": false, "services": [["gewerbe-ummelden", 1]], "booked_at": "2026-11-26T08:00:00Z", "arrived_at": "2026-11-26T08:02:48.811710Z", "from_office": null}', '2026-11-26 08:02:48.81171+00'),
	('rathaus', '2026-11-26', 131, 'visit.called', '{"at": "2026-11-26T08:02:48.811710Z", "rule": "appointment", "text": "Termin, wartet seit 0 Min.", "score": 5004, "visit": "43de41404e874653d892", "number": "C003", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:02:48.81171+00'),
	('rathaus', '2026-11-26', 132, 'visit.finished', '{"visit": "b40af62512a8c48d2428", "number": "A012", "counter": "2", "services": [["personalausweis", 1]]}', '2026-11-26 08:03:15.431226+00'),
	('rathaus', '2026-11-26', 133, 'visit.serving', '{"visit": "43de41404e874653d892", "number": "C003", "counter": "5"}', '2026-11-26 08:03:39.299836+00'),
	('nordstadt', '2026-11-26', 112, 'visit.arrived', '{"group": "A", "visit": "076a2f09a4a7220087a2", "number": "A021", "channel": "kiosk", "ordinal": 21, "known_at": "2026-11-26T08:04:33.073878Z", "priority": false, "services": [["reisepass", 2]], "booked_at": null, "arrived_at": "2026-11-26T08:04:33.073878Z", "from_office": null}', '2026-11-26 08:04:33.073878+00'),
	('rathaus', '2026-11-26', 134, 'appointment.changed', '{"state": "checked_in", "appointment": "4jUU-48BLy1QAI7H"}', '2026-11-26 08:04:53.878904+00'),
	('rathaus', '2026-11-26', 135, 'visit.arrived', '{"group": "A", "visit": "340bedaddd3ee38b5b1b", "number": "A015", "channel": "kiosk", "ordinal": 15, "known_at": "2026-11-26T08:04:53.878904Z", "priority": false, "services": [["meldebescheinigung", 1]], "booked_at": "2026-11-26T08:20:00Z", "arrived_at": "2026-11-26T08:04:53.878904Z", "from_office": null}', '2026-11-26 08:04:53.878904+00'),
	('rathaus', '2026-11-26', 136, 'visit.called', '{"at": "2026-11-26T08:04:53.878904Z", "rule": "early", "text": "Termin später, sonst wartet niemand", "score": null, "visit": "340bedaddd3ee38b5b1b", "number": "A015", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:04:53.878904+00'),
	('rathaus', '2026-11-26', 137, 'visit.serving', '{"visit": "340bedaddd3ee38b5b1b", "number": "A015", "counter": "2"}', '2026-11-26 08:05:33.531491+00'),
	('rathaus', '2026-11-30', 28, 'appointment.held', '{"start": "2026-11-30T12:45:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "sMijMTdOqVvanoI9"}', '2026-11-26 08:06:28.989695+00'),
	('nordstadt', '2026-11-26', 113, 'visit.arrived', '{"group": "A", "visit": "aa196051a88e3d5a9163", "number": "A022", "channel": "kiosk", "ordinal": 22, "known_at": "2026-11-26T08:06:28.989695Z", "priority": false, "services": [["beglaubigung-unterschrift", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:06:28.989695Z", "from_office": null}', '2026-11-26 08:06:28.989695+00'),
	('rathaus', '2026-11-26', 138, 'appointment.held', '{"start": "2026-11-26T14:25:00Z", "channel": "public", "minutes": 10, "services": [["fahrzeug-abmelden", 1]], "appointment": "civyUMrXJcu0ovyH"}', '2026-11-26 08:07:17.808353+00'),
	('nordstadt', '2026-11-26', 114, 'visit.finished', '{"visit": "ee3106f627f2639ac9eb", "number": "B001", "counter": "1", "services": [["fahrzeug-adresse", 1]]}', '2026-11-26 08:08:29.779079+00'),
	('rathaus', '2026-11-27', 29, 'appointment.held', '{"start": "2026-11-27T10:15:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-anmelden", 1]], "appointment": "x2Vqjoksufa3Lw0P"}', '2026-11-26 08:08:29.779079+00'),
	('rathaus', '2026-11-26', 139, 'visit.arrived', '{"group": "A", "visit": "5d38495c7180ef8796e9", "number": "A016", "channel": "kiosk", "ordinal": 16, "known_at": "2026-11-26T08:08:29.779079Z", "priority": false, "services": [["wohnsitz-abmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:08:29.779079Z", "from_office": null}', '2026-11-26 08:08:29.779079+00'),
	('rathaus', '2026-11-26', 140, 'visit.called', '{"at": "2026-11-26T08:08:29.779079Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "5d38495c7180ef8796e9", "number": "A016", "skills": ["fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "wohnsitz-abmelden"], "counter": "V1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:08:29.779079+00'),
	('nordstadt', '2026-11-26', 115, 'visit.returned', '{"visit": "5c39b390e6782a1f556f", "number": "A010"}', '2026-11-26 08:08:47.957604+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 116, 'visit.called', '{"at": "2026-11-26T08:08:47.957604Z", "rule": "appointment", "text": "Termin, wartet seit 32 Min.", "score": 6081, "visit": "5c39b390e6782a1f556f", "number": "A010", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:08:47.957604+00'),
	('rathaus', '2026-11-26', 141, 'appointment.changed', '{"state": "confirmed", "appointment": "civyUMrXJcu0ovyH"}', '2026-11-26 08:09:05.524319+00'),
	('rathaus', '2026-11-26', 142, 'visit.serving', '{"visit": "5d38495c7180ef8796e9", "number": "A016", "counter": "V1"}', '2026-11-26 08:09:24.646383+00'),
	('nordstadt', '2026-11-26', 117, 'visit.serving', '{"visit": "5c39b390e6782a1f556f", "number": "A010", "counter": "1"}', '2026-11-26 08:09:45.342202+00'),
	('nordstadt', '2026-11-26', 118, 'visit.arrived', '{"group": "A", "visit": "a903a71eb37e2b9e3597", "number": "A023", "channel": "kiosk", "ordinal": 23, "known_at": "2026-11-26T08:09:58.094728Z", "priority": false, "services": [["personalausweis", 2], ["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:09:58.094728Z", "from_office": null}', '2026-11-26 08:09:58.094728+00'),
	('nordstadt', '2026-11-26', 119, 'visit.finished', '{"visit": "c0e1efdedd1d07d46638", "number": "A014", "counter": "4", "services": [["wohnsitz-anmelden", 1], ["personalausweis", 1]]}', '2026-11-26 08:09:58.094728+00'),
	('rathaus', '2026-11-30', 29, 'appointment.changed', '{"state": "confirmed", "appointment": "sMijMTdOqVvanoI9"}', '2026-11-26 08:10:10+00'),
	('rathaus', '2026-11-26', 143, 'appointment.held', '{"start": "2026-11-26T16:10:00Z", "channel": "public", "minutes": 30, "services": [["wohnsitz-anmelden", 1], ["personalausweis", 1]], "appointment": "Ch0gVJQBMxxbNwaY"}', '2026-11-26 08:10:21.283228+00'),
	('nordstadt', '2026-11-26', 120, 'visit.called', '{"at": "2026-11-26T08:10:21.283228Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 16 Min.", "score": 994, "visit": "4e82ee09c9ab06ccf898", "number": "A015", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:10:21.283228+00'),
	('rathaus', '2026-11-26', 144, 'visit.arrived', '{"group": "B", "visit": "fe795d00d014be94b705", "number": "B005", "channel": "kiosk", "ordinal": 5, "known_at": "2026-11-26T08:10:48.832020Z", "priority": false, "services": [["internationaler-fuehrerschein", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:10:48.832020Z", "from_office": null}', '2026-11-26 08:10:48.83202+00'),
	('rathaus', '2026-11-27', 30, 'appointment.held', '{"start": "2026-11-27T09:20:00Z", "channel": "public", "minutes": 15, "services": [["bewohnerparkausweis", 1]], "appointment": "A60MtqlMMa8BlswD"}', '2026-11-26 08:10:48.83202+00'),
	('nordstadt', '2026-11-26', 121, 'visit.serving', '{"visit": "4e82ee09c9ab06ccf898", "number": "A015", "counter": "4"}', '2026-11-26 08:11:04.485625+00'),
	('rathaus', '2026-11-26', 145, 'visit.arrived', '{"group": "A", "visit": "4652f83cbdd2cfafb321", "number": "A017", "channel": "kiosk", "ordinal": 17, "known_at": "2026-11-26T08:11:04.485625Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:11:04.485625Z", "from_office": null}', '2026-11-26 08:11:04.485625+00'),
	('nordstadt', '2026-11-26', 122, 'visit.finished', '{"visit": "328938d6cc2f5be81105", "number": "A013", "counter": "2", "services": [["beglaubigung-unterschrift", 1]]}', '2026-11-26 08:11:04.485625+00'),
	('rathaus', '2026-11-26', 146, 'appointment.changed', '{"state": "confirmed", "appointment": "Ch0gVJQBMxxbNwaY"}', '2026-11-26 08:11:04.485625+00'),
	('nordstadt', '2026-11-26', 123, 'visit.called', '{"at": "2026-11-26T08:11:19.588446Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 17 Min.", "score": 1043, "visit": "fcc61ab1161e508796df", "number": "A016", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:11:19.588446+00'),
	('rathaus', '2026-11-26', 147, 'visit.finished', '{"visit": "0d81b76ee62967d99c0e", "number": "C002", "counter": "1", "services": [["gewerbe-anmelden", 1]]}', '2026-11-26 08:11:40.563809+00'),
	('rathaus', '2026-11-27', 31, 'appointment.changed', '{"state": "confirmed", "appointment": "A60MtqlMMa8BlswD"}', '2026-11-26 08:12:06.491683+00'),
	('nordstadt', '2026-11-26', 124, 'visit.serving', '{"visit": "fcc61ab1161e508796df", "number": "A016", "counter": "2"}', '2026-11-26 08:12:06.491683+00'),
	('rathaus', '2026-11-26', 148, 'visit.called', '{"at": "2026-11-26T08:12:25.788606Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 11 Min.", "score": 710, "visit": "341cfe21b86a9e648796", "number": "A014", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:12:25.788606+00'),
	('rathaus', '2026-11-27', 32, 'appointment.changed', '{"state": "confirmed", "appointment": "x2Vqjoksufa3Lw0P"}', '2026-11-26 08:12:25.788606+00'),
	('nordstadt', '2026-11-26', 125, 'visit.arrived', '{"group": "A", "visit": "dffbe824dba113fc939b", "number": "A024", "channel": "kiosk", "ordinal": 24, "known_at": "2026-11-26T08:12:52.184264Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:12:52.184264Z", "from_office": null}', '2026-11-26 08:12:52.184264+00'),
	('rathaus', '2026-11-26', 149, 'visit.serving', '{"visit": "341cfe21b86a9e648796", "number": "A014", "counter": "1"}', '2026-11-26 08:13:05.571126+00'),
	('rathaus', '2026-11-26', 150, 'visit.finished', '{"visit": "5d38495c7180ef8796e9", "number": "A016", "counter": "V1", "services": [["wohnsitz-abmelden", 1]]}', '2026-11-26 08:13:45.071243+00'),
	('rathaus', '2026-11-27', 33, 'appointment.held', '{"start": "2026-11-27T11:10:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "lEdSXgg_ecHzv86R"}', '2026-11-26 08:15:10+00'),
	('rathaus', '2026-11-27', 34, 'appointment.changed', '{"state": "confirmed", "appointment": "lEdSXgg_ecHzv86R"}', '2026-11-26 08:18:00.295995+00'),
	('rathaus', '2026-11-26', 151, 'visit.finished', '{"visit": "2d2dfcb20c8ac0b114c4", "number": "A013", "counter": "6", "services": [["personalausweis", 2]]}', '2026-11-26 08:18:30.753442+00'),
	('rathaus', '2026-11-26', 152, 'visit.called', '{"at": "2026-11-26T08:18:49.547253Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 8 Min.", "score": 480, "visit": "fe795d00d014be94b705", "number": "B005", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:18:49.547253+00'),
	('nordstadt', '2026-11-26', 126, 'visit.finished', '{"visit": "5c39b390e6782a1f556f", "number": "A010", "counter": "1", "services": [["reisepass", 1]]}', '2026-11-26 08:18:49.547253+00'),
	('nordstadt', '2026-11-26', 127, 'visit.finished', '{"visit": "fcc61ab1161e508796df", "number": "A016", "counter": "2", "services": [["ausweis-verloren", 1]]}', '2026-11-26 08:18:49.547253+00'),
	('nordstadt', '2026-11-26', 128, 'visit.called', '{"at": "2026-11-26T08:19:11.603641Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 20 Min.", "score": 1244, "visit": "146f8b433d5f767e7d7a", "number": "A017", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:19:11.603641+00'),
	('nordstadt', '2026-11-26', 129, 'visit.called', '{"at": "2026-11-26T08:19:11.603641Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 19 Min.", "score": 1176, "visit": "7fe98ed7fbb781e381a1", "number": "A018", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:19:11.603641+00'),
	('rathaus', '2026-11-26', 153, 'visit.serving', '{"visit": "fe795d00d014be94b705", "number": "B005", "counter": "6"}', '2026-11-26 08:19:34.436237+00'),
	('nordstadt', '2026-11-26', 130, 'visit.serving', '{"visit": "7fe98ed7fbb781e381a1", "number": "A018", "counter": "2"}', '2026-11-26 08:19:34.436237+00'),
	('nordstadt', '2026-11-26', 131, 'visit.serving', '{"visit": "146f8b433d5f767e7d7a", "number": "A017", "counter": "1"}', '2026-11-26 08:19:34.436237+00'),
	('rathaus', '2026-11-27', 35, 'appointment.held', '{"start": "2026-11-27T10:30:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "MB9WwNc9JggkPy7H"}', '2026-11-26 08:32:33.031573+00'),
	('rathaus', '2026-11-26', 154, 'visit.arrived', '{"group": "A", "visit": "29c0f665b69cec9b3582", "number": "A018", "channel": "kiosk", "ordinal": 18, "known_at": "2026-11-26T08:20:53.643297Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:20:53.643297Z", "from_office": null}', '2026-11-26 08:20:53.643297+00'),
	('rathaus', '2026-11-26', 155, 'visit.arrived', '{"group": "A", "visit": "e3adad664f2f72e789fb", "number": "A019", "channel": "kiosk", "ordinal": 19, "known_at": "2026-11-26T08:21:11.953529Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:21:11.953529Z", "from_office": null}', '2026-11-26 08:21:11.953529+00'),
	('nordstadt', '2026-11-26', 132, 'visit.finished', '{"visit": "7fe98ed7fbb781e381a1", "number": "A018", "counter": "2", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 08:22:28.633478+00'),
	('nordstadt', '2026-11-26', 133, 'visit.called', '{"at": "2026-11-26T08:23:15.847882Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 22 Min.", "score": 1330, "visit": "42cdfddb4b1d7c801bae", "number": "A019", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:23:15.847882+00'),
	('rathaus', '2026-11-26', 156, 'visit.finished', '{"visit": "340bedaddd3ee38b5b1b", "number": "A015", "counter": "2", "services": [["meldebescheinigung", 1]]}', '2026-11-26 08:23:52.766364+00'),
	('nordstadt', '2026-11-26', 134, 'visit.serving', '{"visit": "42cdfddb4b1d7c801bae", "number": "A019", "counter": "2"}', '2026-11-26 08:24:10.578195+00'),
	('rathaus', '2026-11-26', 157, 'visit.called', '{"at": "2026-11-26T08:24:10.578195Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 13 Min.", "score": 786, "visit": "4652f83cbdd2cfafb321", "number": "A017", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:24:10.578195+00'),
	('rathaus', '2026-11-26', 158, 'visit.serving', '{"visit": "4652f83cbdd2cfafb321", "number": "A017", "counter": "2"}', '2026-11-26 08:24:47.253634+00'),
	('nordstadt', '2026-11-26', 135, 'appointment.held', '{"start": "2026-11-26T15:10:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "t5Xr9NiyUHU78lLh"}', '2026-11-26 08:25:04.970626+00'),
	('rathaus', '2026-11-26', 159, 'visit.finished', '{"visit": "43de41404e874653d892", "number": "C003", "counter": "5", "services": [["gewerbe-ummelden", 1]]}', '2026-11-26 08:25:28.479325+00'),
	('rathaus', '2026-11-26', 160, 'visit.finished', '{"visit": "fe795d00d014be94b705", "number": "B005", "counter": "6", "services": [["internationaler-fuehrerschein", 1]]}', '2026-11-26 08:25:42.426581+00'),
	('nordstadt', '2026-11-26', 136, 'appointment.changed', '{"state": "confirmed", "appointment": "t5Xr9NiyUHU78lLh"}', '2026-11-26 08:25:42.426581+00'),
	('rathaus', '2026-11-26', 161, 'visit.finished', '{"visit": "82180c38ae4fc9102576", "number": "A010", "counter": "3", "services": [["wohnsitz-anmelden", 1], ["personalausweis", 1]]}', '2026-11-26 08:25:52.53746+00'),
	('rathaus', '2026-11-26', 162, 'visit.called', '{"at": "2026-11-26T08:25:52.537460Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 4 Min.", "score": 298, "visit": "29c0f665b69cec9b3582", "number": "A018", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:25:52.53746+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 137, 'appointment.held', '{"start": "2026-11-26T15:40:00Z", "channel": "public", "minutes": 45, "services": [["wohnsitz-anmelden", 3]], "appointment": "e-BJNbbd1AUPJSmI"}', '2026-11-26 08:25:52.53746+00'),
	('rathaus', '2026-11-26', 163, 'visit.serving', '{"visit": "29c0f665b69cec9b3582", "number": "A018", "counter": "6"}', '2026-11-26 08:26:20.536189+00'),
	('rathaus', '2026-11-26', 164, 'visit.called', '{"at": "2026-11-26T08:26:20.536189Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 5 Min.", "score": 308, "visit": "e3adad664f2f72e789fb", "number": "A019", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:26:20.536189+00'),
	('rathaus', '2026-11-26', 165, 'visit.serving', '{"visit": "e3adad664f2f72e789fb", "number": "A019", "counter": "3"}', '2026-11-26 08:26:44.730091+00'),
	('nordstadt', '2026-11-26', 138, 'visit.finished', '{"visit": "4e82ee09c9ab06ccf898", "number": "A015", "counter": "4", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 08:29:49.33609+00'),
	('nordstadt', '2026-11-26', 139, 'visit.called', '{"at": "2026-11-26T08:30:10Z", "rule": "appointment", "text": "Termin, wartet seit 27 Min.", "score": 4530, "visit": "98faf89aa53ef0dce583", "number": "A020", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:30:10+00'),
	('nordstadt', '2026-11-26', 140, 'visit.serving', '{"visit": "98faf89aa53ef0dce583", "number": "A020", "counter": "4"}', '2026-11-26 08:31:07.310693+00'),
	('rathaus', '2026-11-26', 166, 'visit.finished', '{"visit": "93c4dfcd295d8ac2dd9b", "number": "B004", "counter": "4", "services": [["fahrzeug-anmelden", 1]]}', '2026-11-26 08:31:58.257601+00'),
	('rathaus', '2026-11-26', 167, 'visit.arrived', '{"group": "A", "visit": "56d9d851e23ccd2bf39f", "number": "A020", "channel": "kiosk", "ordinal": 20, "known_at": "2026-11-26T08:33:30.687729Z", "priority": false, "services": [["personalausweis", 2], ["reisepass", 2]], "booked_at": null, "arrived_at": "2026-11-26T08:33:30.687729Z", "from_office": null}', '2026-11-26 08:33:30.687729+00'),
	('rathaus', '2026-11-26', 168, 'visit.arrived', '{"group": "A", "visit": "57eb7b5fc900ebd8301e", "number": "A021", "channel": "kiosk", "ordinal": 21, "known_at": "2026-11-26T08:34:17.226002Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:34:17.226002Z", "from_office": null}', '2026-11-26 08:34:17.226002+00'),
	('rathaus', '2026-11-27', 36, 'appointment.held', '{"start": "2026-11-27T08:25:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "Xt4HEvRRSzG7CCPJ"}', '2026-11-26 08:34:17.226002+00'),
	('rathaus', '2026-11-26', 169, 'visit.arrived', '{"group": "A", "visit": "9a538f5f67e8dd285d3b", "number": "A022", "channel": "kiosk", "ordinal": 22, "known_at": "2026-11-26T08:34:33.891418Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:34:33.891418Z", "from_office": null}', '2026-11-26 08:34:33.891418+00'),
	('nordstadt', '2026-11-26', 141, 'visit.finished', '{"visit": "42cdfddb4b1d7c801bae", "number": "A019", "counter": "2", "services": [["beglaubigung-dokumente", 1]]}', '2026-11-26 08:34:33.891418+00'),
	('rathaus', '2026-11-26', 170, 'visit.finished', '{"visit": "341cfe21b86a9e648796", "number": "A014", "counter": "1", "services": [["auskunftssperre", 1]]}', '2026-11-26 08:34:33.891418+00'),
	('rathaus', '2026-11-26', 171, 'visit.called', '{"at": "2026-11-26T08:34:33.891418Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "9a538f5f67e8dd285d3b", "number": "A022", "skills": ["fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "wohnsitz-abmelden"], "counter": "V1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:34:33.891418+00'),
	('nordstadt', '2026-11-26', 142, 'visit.called', '{"at": "2026-11-26T08:34:59.166553Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 30 Min.", "score": 1826, "visit": "076a2f09a4a7220087a2", "number": "A021", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:34:59.166553+00'),
	('rathaus', '2026-11-26', 172, 'visit.called', '{"at": "2026-11-26T08:34:59.166553Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 1 Min.", "score": 88, "visit": "56d9d851e23ccd2bf39f", "number": "A020", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:34:59.166553+00'),
	('rathaus', '2026-11-26', 173, 'visit.finished', '{"visit": "4652f83cbdd2cfafb321", "number": "A017", "counter": "2", "services": [["reisepass", 1]]}', '2026-11-26 08:34:59.166553+00'),
	('nordstadt', '2026-11-26', 143, 'appointment.changed', '{"state": "checked_in", "appointment": "UTDHcfGMzEVNHdmX"}', '2026-11-26 08:35:10+00'),
	('nordstadt', '2026-11-26', 144, 'visit.arrived', '{"group": "B", "visit": "e753eacfb2993e376130", "number": "B002", "channel": "kiosk", "ordinal": 2, "known_at": "2026-11-26T08:35:10Z", "priority": false, "services": [["bewohnerparkausweis", 1]], "booked_at": "2026-11-26T08:00:00Z", "arrived_at": "2026-11-26T08:35:10Z", "from_office": null}', '2026-11-26 08:35:10+00'),
	('nordstadt', '2026-11-26', 145, 'visit.serving', '{"visit": "076a2f09a4a7220087a2", "number": "A021", "counter": "2"}', '2026-11-26 08:35:20.273708+00'),
	('rathaus', '2026-11-26', 174, 'visit.serving', '{"visit": "9a538f5f67e8dd285d3b", "number": "A022", "counter": "V1"}', '2026-11-26 08:35:20.273708+00'),
	('rathaus', '2026-11-26', 175, 'visit.called', '{"at": "2026-11-26T08:35:32.092415Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 1 Min.", "score": 74, "visit": "57eb7b5fc900ebd8301e", "number": "A021", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:35:32.092415+00'),
	('rathaus', '2026-11-26', 176, 'visit.serving', '{"visit": "56d9d851e23ccd2bf39f", "number": "A020", "counter": "1"}', '2026-11-26 08:35:42.862414+00'),
	('rathaus', '2026-11-27', 37, 'appointment.changed', '{"state": "confirmed", "appointment": "MB9WwNc9JggkPy7H"}', '2026-11-26 08:35:59.442129+00'),
	('rathaus', '2026-11-26', 177, 'visit.serving', '{"visit": "57eb7b5fc900ebd8301e", "number": "A021", "counter": "2"}', '2026-11-26 08:35:59.442129+00'),
	('nordstadt', '2026-11-26', 146, 'visit.finished', '{"visit": "98faf89aa53ef0dce583", "number": "A020", "counter": "4", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 08:36:21.358082+00'),
	('rathaus', '2026-11-26', 178, 'appointment.held', '{"start": "2026-11-26T10:55:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "mDJ18wnfu9maYep0"}', '2026-11-26 08:36:21.358082+00'),
	('nordstadt', '2026-11-26', 147, 'visit.arrived', '{"group": "A", "visit": "8183dad242f8a7f97228", "number": "A025", "channel": "kiosk", "ordinal": 25, "known_at": "2026-11-26T08:36:35.661723Z", "priority": false, "services": [["personalausweis", 1], ["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:36:35.661723Z", "from_office": null}', '2026-11-26 08:36:35.661723+00'),
	('nordstadt', '2026-11-26', 148, 'visit.called', '{"at": "2026-11-26T08:36:35.661723Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 30 Min.", "score": 1806, "visit": "aa196051a88e3d5a9163", "number": "A022", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:36:35.661723+00'),
	('nordstadt', '2026-11-26', 149, 'appointment.held', '{"start": "2026-11-26T09:45:00Z", "channel": "public", "minutes": 15, "services": [["wohnsitz-anmelden", 1]], "appointment": "376PRNXLtMm6lLWM"}', '2026-11-26 08:37:22.342649+00'),
	('nordstadt', '2026-11-26', 150, 'visit.serving', '{"visit": "aa196051a88e3d5a9163", "number": "A022", "counter": "4"}', '2026-11-26 08:37:35.378169+00'),
	('rathaus', '2026-11-27', 38, 'appointment.changed', '{"state": "confirmed", "appointment": "Xt4HEvRRSzG7CCPJ"}', '2026-11-26 08:37:35.378169+00'),
	('nordstadt', '2026-11-26', 151, 'appointment.changed', '{"state": "confirmed", "appointment": "376PRNXLtMm6lLWM"}', '2026-11-26 08:38:02.281584+00'),
	('nordstadt', '2026-11-26', 152, 'visit.arrived', '{"group": "A", "visit": "c092f06e13be471d4117", "number": "A026", "channel": "kiosk", "ordinal": 26, "known_at": "2026-11-26T08:38:02.281584Z", "priority": false, "services": [["ausweis-verloren", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:38:02.281584Z", "from_office": null}', '2026-11-26 08:38:02.281584+00'),
	('nordstadt', '2026-11-26', 153, 'visit.finished', '{"visit": "7230feb7a7ce4fc9cf64", "number": "A008", "counter": "3", "services": [["personalausweis", 1], ["wohnsitz-anmelden", 3]]}', '2026-11-26 08:38:17.791075+00'),
	('nordstadt', '2026-11-26', 154, 'visit.arrived', '{"group": "A", "visit": "fc13b45f2f6ce9e6b9d0", "number": "A027", "channel": "kiosk", "ordinal": 27, "known_at": "2026-11-26T08:38:17.791075Z", "priority": true, "services": [["vorlaeufiger-reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:38:17.791075Z", "from_office": null}', '2026-11-26 08:38:17.791075+00'),
	('rathaus', '2026-11-26', 179, 'visit.arrived', '{"group": "A", "visit": "e147ea431a915200e148", "number": "A023", "channel": "kiosk", "ordinal": 23, "known_at": "2026-11-26T08:38:29.267046Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:38:29.267046Z", "from_office": null}', '2026-11-26 08:38:29.267046+00'),
	('nordstadt', '2026-11-26', 155, 'visit.called', '{"at": "2026-11-26T08:38:49.264405Z", "rule": "priority", "text": "Vorrang, wartet seit 0 Min.", "score": 7355, "visit": "fc13b45f2f6ce9e6b9d0", "number": "A027", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:38:49.264405+00'),
	('rathaus', '2026-11-26', 180, 'visit.finished', '{"visit": "29c0f665b69cec9b3582", "number": "A018", "counter": "6", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 08:39:24.079177+00'),
	('nordstadt', '2026-11-26', 156, 'visit.serving', '{"visit": "fc13b45f2f6ce9e6b9d0", "number": "A027", "counter": "3"}', '2026-11-26 08:39:24.079177+00'),
	('rathaus', '2026-11-26', 181, 'visit.called', '{"at": "2026-11-26T08:39:44.795752Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 1 Min.", "score": 75, "visit": "e147ea431a915200e148", "number": "A023", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:39:44.795752+00'),
	('rathaus', '2026-11-26', 182, 'appointment.changed', '{"state": "confirmed", "appointment": "mDJ18wnfu9maYep0"}', '2026-11-26 08:39:56.916472+00'),
	('rathaus', '2026-11-26', 183, 'visit.arrived', '{"group": "A", "visit": "73d450ceabb7c1e2a989", "number": "A024", "channel": "kiosk", "ordinal": 24, "known_at": "2026-11-26T08:40:10Z", "priority": false, "services": [["meldebescheinigung", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:40:10Z", "from_office": null}', '2026-11-26 08:40:10+00'),
	('rathaus', '2026-11-26', 184, 'visit.finished', '{"visit": "9a538f5f67e8dd285d3b", "number": "A022", "counter": "V1", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 08:40:10+00'),
	('rathaus', '2026-11-26', 185, 'visit.serving', '{"visit": "e147ea431a915200e148", "number": "A023", "counter": "6"}', '2026-11-26 08:40:27.445865+00'),
	('rathaus', '2026-11-26', 186, 'visit.called', '{"at": "2026-11-26T08:40:46.024465Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 36, "visit": "73d450ceabb7c1e2a989", "number": "A024", "skills": ["fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "wohnsitz-abmelden"], "counter": "V1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:40:46.024465+00'),
	('rathaus', '2026-11-26', 187, 'visit.arrived', '{"group": "C", "visit": "4b72f8278b2832eb3076", "number": "C004", "channel": "kiosk", "ordinal": 4, "known_at": "2026-11-26T08:40:46.024465Z", "priority": false, "services": [["gewerbe-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:40:46.024465Z", "from_office": null}', '2026-11-26 08:40:46.024465+00'),
	('rathaus', '2026-11-26', 188, 'visit.called', '{"at": "2026-11-26T08:40:46.024465Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "4b72f8278b2832eb3076", "number": "C004", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:40:46.024465+00'),
	('rathaus', '2026-11-26', 189, 'visit.serving', '{"visit": "73d450ceabb7c1e2a989", "number": "A024", "counter": "V1"}', '2026-11-26 08:41:15.044832+00');
INSERT INTO public.outbox VALUES
	('rathaus', '2026-11-26', 190, 'visit.serving', '{"visit": "4b72f8278b2832eb3076", "number": "C004", "counter": "5"}', '2026-11-26 08:41:15.044832+00'),
	('nordstadt', '2026-11-26', 157, 'visit.arrived', '{"group": "A", "visit": "34e8d7aae0e5d4902292", "number": "A028", "channel": "kiosk", "ordinal": 28, "known_at": "2026-11-26T08:41:38.735414Z", "priority": false, "services": [["meldebescheinigung", 2]], "booked_at": null, "arrived_at": "2026-11-26T08:41:38.735414Z", "from_office": null}', '2026-11-26 08:41:38.735414+00'),
	('nordstadt', '2026-11-26', 158, 'visit.arrived', '{"group": "A", "visit": "2f102eca3247c5fcb1b3", "number": "A029", "channel": "kiosk", "ordinal": 29, "known_at": "2026-11-26T08:41:38.735414Z", "priority": false, "services": [["wohnsitz-abmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:41:38.735414Z", "from_office": null}', '2026-11-26 08:41:38.735414+00'),
	('nordstadt', '2026-11-26', 159, 'visit.finished', '{"visit": "146f8b433d5f767e7d7a", "number": "A017", "counter": "1", "services": [["fuehrungszeugnis", 1], ["meldebescheinigung", 1]]}', '2026-11-26 08:42:01.964201+00'),
	('nordstadt', '2026-11-26', 160, 'appointment.held', '{"start": "2026-11-26T16:15:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "ki6SV3sVpLR5cBo-"}', '2026-11-26 08:42:16.135461+00'),
	('nordstadt', '2026-11-26', 161, 'visit.called', '{"at": "2026-11-26T08:42:47.851484Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 32 Min.", "score": 1969, "visit": "a903a71eb37e2b9e3597", "number": "A023", "skills": null, "counter": "1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:42:47.851484+00'),
	('nordstadt', '2026-11-26', 162, 'visit.serving', '{"visit": "a903a71eb37e2b9e3597", "number": "A023", "counter": "1"}', '2026-11-26 08:43:18.549985+00'),
	('rathaus', '2026-11-26', 191, 'visit.arrived', '{"group": "A", "visit": "8708c024e03f648e5f8f", "number": "A025", "channel": "kiosk", "ordinal": 25, "known_at": "2026-11-26T08:43:44.353671Z", "priority": false, "services": [["fundsache", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:43:44.353671Z", "from_office": null}', '2026-11-26 08:43:44.353671+00'),
	('rathaus', '2026-11-26', 192, 'appointment.changed', '{"state": "checked_in", "appointment": "fc4yVf8pgIzm5tWS"}', '2026-11-26 08:43:44.353671+00'),
	('rathaus', '2026-11-26', 193, 'visit.arrived', '{"group": "A", "visit": "340b6bc00f479d9e24ec", "number": "A026", "channel": "kiosk", "ordinal": 26, "known_at": "2026-11-26T08:43:44.353671Z", "priority": false, "services": [["wohnsitz-abmelden", 1]], "booked_at": "2026-11-26T08:55:00Z", "arrived_at": "2026-11-26T08:43:44.353671Z", "from_office": null}', '2026-11-26 08:43:44.353671+00'),
	('rathaus', '2026-11-26', 194, 'visit.called', '{"at": "2026-11-26T08:43:44.353671Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "8708c024e03f648e5f8f", "number": "A025", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:43:44.353671+00'),
	('nordstadt', '2026-11-26', 163, 'appointment.changed', '{"state": "confirmed", "appointment": "ki6SV3sVpLR5cBo-"}', '2026-11-26 08:43:59.869658+00'),
	('rathaus', '2026-11-26', 195, 'visit.finished', '{"visit": "e3adad664f2f72e789fb", "number": "A019", "counter": "3", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 08:44:18.383912+00'),
	('rathaus', '2026-11-26', 196, 'visit.serving', '{"visit": "8708c024e03f648e5f8f", "number": "A025", "counter": "4"}', '2026-11-26 08:44:18.383912+00'),
	('rathaus', '2026-11-26', 197, 'visit.called', '{"at": "2026-11-26T08:44:42.177043Z", "rule": "early", "text": "Termin später, sonst wartet niemand", "score": null, "visit": "340b6bc00f479d9e24ec", "number": "A026", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:44:42.177043+00'),
	('rathaus', '2026-11-26', 198, 'visit.serving', '{"visit": "340b6bc00f479d9e24ec", "number": "A026", "counter": "3"}', '2026-11-26 08:45:28.693974+00'),
	('nordstadt', '2026-11-26', 164, 'visit.arrived', '{"group": "A", "visit": "ad5ce5f585304ced1f74", "number": "A030", "channel": "kiosk", "ordinal": 30, "known_at": "2026-11-26T08:46:39.577729Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:46:39.577729Z", "from_office": null}', '2026-11-26 08:46:39.577729+00'),
	('rathaus', '2026-11-26', 199, 'appointment.changed', '{"state": "checked_in", "appointment": "49_8JIzB6gKWF6lv"}', '2026-11-26 08:47:57.1167+00'),
	('rathaus', '2026-11-26', 200, 'visit.arrived', '{"group": "C", "visit": "0b1429fe827d22ee57ed", "number": "C005", "channel": "kiosk", "ordinal": 5, "known_at": "2026-11-26T08:47:57.116700Z", "priority": false, "services": [["gewerbe-ummelden", 1]], "booked_at": "2026-11-26T08:45:00Z", "arrived_at": "2026-11-26T08:47:57.116700Z", "from_office": null}', '2026-11-26 08:47:57.1167+00'),
	('rathaus', '2026-11-26', 201, 'visit.finished', '{"visit": "57eb7b5fc900ebd8301e", "number": "A021", "counter": "2", "services": [["wohnsitz-anmelden", 1]]}', '2026-11-26 08:47:57.1167+00'),
	('nordstadt', '2026-11-30', 15, 'appointment.held', '{"start": "2026-11-30T07:30:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "eueJRwxv2I44N8I5"}', '2026-11-26 08:48:17.142084+00'),
	('nordstadt', '2026-11-26', 165, 'visit.finished', '{"visit": "aa196051a88e3d5a9163", "number": "A022", "counter": "4", "services": [["beglaubigung-unterschrift", 1]]}', '2026-11-26 08:48:17.142084+00'),
	('rathaus', '2026-11-26', 202, 'visit.arrived', '{"group": "A", "visit": "04e175c7f99f4418de6f", "number": "A027", "channel": "kiosk", "ordinal": 27, "known_at": "2026-11-26T08:48:35.598537Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:48:35.598537Z", "from_office": null}', '2026-11-26 08:48:35.598537+00'),
	('rathaus', '2026-11-26', 203, 'visit.called', '{"at": "2026-11-26T08:48:35.598537Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "04e175c7f99f4418de6f", "number": "A027", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:48:35.598537+00'),
	('rathaus', '2026-11-27', 39, 'appointment.held', '{"start": "2026-11-27T09:15:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-anmelden", 1]], "appointment": "VrE8QMF6IuOw9xJu"}', '2026-11-26 08:48:55.04689+00'),
	('rathaus', '2026-11-27', 41, 'appointment.held', '{"start": "2026-11-27T08:20:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "MpvtXN9gUCxhAHjl"}', '2026-11-26 09:13:45.414712+00'),
	('rathaus', '2026-11-26', 240, 'visit.finished', '{"visit": "e04090982b6a3614e649", "number": "B007", "counter": "6", "services": [["bewohnerparkausweis", 1]]}', '2026-11-26 09:14:06.097613+00'),
	('nordstadt', '2026-11-26', 166, 'visit.called', '{"at": "2026-11-26T08:48:55.046890Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 36 Min.", "score": 2162, "visit": "dffbe824dba113fc939b", "number": "A024", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:48:55.04689+00'),
	('rathaus', '2026-11-26', 204, 'visit.serving', '{"visit": "04e175c7f99f4418de6f", "number": "A027", "counter": "2"}', '2026-11-26 08:48:55.04689+00'),
	('nordstadt', '2026-11-26', 167, 'visit.serving', '{"visit": "dffbe824dba113fc939b", "number": "A024", "counter": "4"}', '2026-11-26 08:49:22.957537+00'),
	('rathaus', '2026-11-26', 205, 'visit.arrived', '{"group": "B", "visit": "f22d862d1273383433a0", "number": "B006", "channel": "kiosk", "ordinal": 6, "known_at": "2026-11-26T08:51:28.530480Z", "priority": false, "services": [["fahrzeug-adresse", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:51:28.530480Z", "from_office": null}', '2026-11-26 08:51:28.53048+00'),
	('rathaus', '2026-11-26', 206, 'visit.arrived', '{"group": "A", "visit": "b38d610820523b4b829c", "number": "A028", "channel": "kiosk", "ordinal": 28, "known_at": "2026-11-26T08:51:28.530480Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:51:28.530480Z", "from_office": null}', '2026-11-26 08:51:28.53048+00'),
	('nordstadt', '2026-11-26', 168, 'appointment.held', '{"start": "2026-11-26T14:55:00Z", "channel": "public", "minutes": 10, "services": [["beglaubigung-dokumente", 1]], "appointment": "wxfZpPcIWkLj9nhL"}', '2026-11-26 08:51:38.727384+00'),
	('rathaus', '2026-11-26', 207, 'appointment.held', '{"start": "2026-11-26T14:05:00Z", "channel": "public", "minutes": 10, "services": [["meldebescheinigung", 1]], "appointment": "V5KQ4HuuTDZwhieM"}', '2026-11-26 08:51:38.727384+00'),
	('nordstadt', '2026-11-30', 16, 'appointment.changed', '{"state": "confirmed", "appointment": "eueJRwxv2I44N8I5"}', '2026-11-26 08:52:07.38171+00'),
	('rathaus', '2026-11-26', 208, 'visit.finished', '{"visit": "73d450ceabb7c1e2a989", "number": "A024", "counter": "V1", "services": [["meldebescheinigung", 1]]}', '2026-11-26 08:52:07.38171+00'),
	('nordstadt', '2026-11-26', 169, 'appointment.changed', '{"state": "confirmed", "appointment": "wxfZpPcIWkLj9nhL"}', '2026-11-26 08:52:39.499888+00'),
	('rathaus', '2026-11-27', 40, 'appointment.changed', '{"state": "confirmed", "appointment": "VrE8QMF6IuOw9xJu"}', '2026-11-26 08:53:30.949765+00'),
	('rathaus', '2026-11-26', 209, 'visit.arrived', '{"group": "B", "visit": "e04090982b6a3614e649", "number": "B007", "channel": "kiosk", "ordinal": 7, "known_at": "2026-11-26T08:53:53.572858Z", "priority": false, "services": [["bewohnerparkausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T08:53:53.572858Z", "from_office": null}', '2026-11-26 08:53:53.572858+00'),
	('rathaus', '2026-11-26', 210, 'appointment.held', '{"start": "2026-11-26T15:35:00Z", "channel": "public", "minutes": 20, "services": [["gewerbe-ummelden", 1]], "appointment": "EnpPBWlezJdGX5yc"}', '2026-11-26 08:53:53.572858+00'),
	('nordstadt', '2026-11-26', 170, 'visit.finished', '{"visit": "fc13b45f2f6ce9e6b9d0", "number": "A027", "counter": "3", "services": [["vorlaeufiger-reisepass", 1]]}', '2026-11-26 08:53:53.572858+00'),
	('rathaus', '2026-11-26', 211, 'visit.finished', '{"visit": "04e175c7f99f4418de6f", "number": "A027", "counter": "2", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 08:54:23.035299+00'),
	('nordstadt', '2026-11-26', 171, 'visit.called', '{"at": "2026-11-26T08:54:23.035299Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 19 Min.", "score": 1153, "visit": "e753eacfb2993e376130", "number": "B002", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:54:23.035299+00'),
	('rathaus', '2026-11-26', 212, 'visit.called', '{"at": "2026-11-26T08:54:56.047896Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 3 Min.", "score": 207, "visit": "b38d610820523b4b829c", "number": "A028", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:54:56.047896+00'),
	('nordstadt', '2026-11-26', 172, 'visit.serving', '{"visit": "e753eacfb2993e376130", "number": "B002", "counter": "3"}', '2026-11-26 08:54:56.047896+00'),
	('rathaus', '2026-11-26', 213, 'visit.finished', '{"visit": "8708c024e03f648e5f8f", "number": "A025", "counter": "4", "services": [["fundsache", 1]]}', '2026-11-26 08:55:10+00'),
	('rathaus', '2026-11-26', 214, 'visit.called', '{"at": "2026-11-26T08:55:36.706626Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 4 Min.", "score": 248, "visit": "f22d862d1273383433a0", "number": "B006", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:55:36.706626+00'),
	('rathaus', '2026-11-26', 215, 'appointment.changed', '{"state": "confirmed", "appointment": "V5KQ4HuuTDZwhieM"}', '2026-11-26 08:55:36.706626+00'),
	('rathaus', '2026-11-26', 216, 'appointment.changed', '{"state": "confirmed", "appointment": "EnpPBWlezJdGX5yc"}', '2026-11-26 08:55:36.706626+00'),
	('rathaus', '2026-11-26', 217, 'visit.serving', '{"visit": "b38d610820523b4b829c", "number": "A028", "counter": "2"}', '2026-11-26 08:55:52.635677+00');
INSERT INTO public.outbox VALUES
	('rathaus', '2026-11-26', 218, 'visit.arrived', '{"group": "A", "visit": "d4df9f127748c1245b41", "number": "A029", "channel": "kiosk", "ordinal": 29, "known_at": "2026-11-26T08:55:52.635677Z", "priority": false, "services": [["lebensbescheinigung", 2]], "booked_at": null, "arrived_at": "2026-11-26T08:55:52.635677Z", "from_office": null}', '2026-11-26 08:55:52.635677+00'),
	('rathaus', '2026-11-26', 219, 'visit.finished', '{"visit": "e147ea431a915200e148", "number": "A023", "counter": "6", "services": [["personalausweis", 1]]}', '2026-11-26 08:55:52.635677+00'),
	('rathaus', '2026-11-26', 220, 'visit.called', '{"at": "2026-11-26T08:55:52.635677Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "d4df9f127748c1245b41", "number": "A029", "skills": ["fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "wohnsitz-abmelden"], "counter": "V1", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:55:52.635677+00'),
	('rathaus', '2026-11-26', 221, 'visit.called', '{"at": "2026-11-26T08:56:14.832813Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 2 Min.", "score": 141, "visit": "e04090982b6a3614e649", "number": "B007", "skills": ["ausweis-verloren", "bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "6", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:56:14.832813+00'),
	('rathaus', '2026-11-26', 222, 'visit.serving', '{"visit": "f22d862d1273383433a0", "number": "B006", "counter": "4"}', '2026-11-26 08:56:14.832813+00'),
	('rathaus', '2026-11-26', 223, 'visit.serving', '{"visit": "d4df9f127748c1245b41", "number": "A029", "counter": "V1"}', '2026-11-26 08:56:32.256292+00'),
	('rathaus', '2026-11-26', 224, 'visit.serving', '{"visit": "e04090982b6a3614e649", "number": "B007", "counter": "6"}', '2026-11-26 08:56:32.256292+00'),
	('nordstadt', '2026-11-27', 11, 'appointment.held', '{"start": "2026-11-27T11:30:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "g4liKf2bJj9CAVlz"}', '2026-11-26 08:56:56.266947+00'),
	('nordstadt', '2026-11-26', 173, 'visit.finished', '{"visit": "dffbe824dba113fc939b", "number": "A024", "counter": "4", "services": [["personalausweis", 1]]}', '2026-11-26 08:57:08.440006+00'),
	('nordstadt', '2026-11-26', 174, 'visit.called', '{"at": "2026-11-26T08:57:34.834706Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 20 Min.", "score": 1259, "visit": "8183dad242f8a7f97228", "number": "A025", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 08:57:34.834706+00'),
	('nordstadt', '2026-11-26', 175, 'visit.serving', '{"visit": "8183dad242f8a7f97228", "number": "A025", "counter": "4"}', '2026-11-26 08:58:23.903508+00'),
	('nordstadt', '2026-11-27', 12, 'appointment.changed', '{"state": "confirmed", "appointment": "g4liKf2bJj9CAVlz"}', '2026-11-26 08:58:43.267159+00'),
	('nordstadt', '2026-11-26', 176, 'appointment.changed', '{"state": "checked_in", "appointment": "LGG49eV-5MHEqA_X"}', '2026-11-26 08:59:53.672767+00'),
	('nordstadt', '2026-11-26', 177, 'visit.arrived', '{"group": "A", "visit": "c7abd461a7b6c641b2bc", "number": "A031", "channel": "kiosk", "ordinal": 31, "known_at": "2026-11-26T08:59:53.672767Z", "priority": false, "services": [["melderegisterauskunft", 1]], "booked_at": "2026-11-26T09:20:00Z", "arrived_at": "2026-11-26T08:59:53.672767Z", "from_office": null}', '2026-11-26 08:59:53.672767+00'),
	('rathaus', '2026-11-26', 225, 'visit.finished', '{"visit": "b38d610820523b4b829c", "number": "A028", "counter": "2", "services": [["personalausweis", 1]]}', '2026-11-26 09:00:10+00'),
	('rathaus', '2026-11-26', 226, 'visit.finished', '{"visit": "340b6bc00f479d9e24ec", "number": "A026", "counter": "3", "services": [["wohnsitz-abmelden", 1]]}', '2026-11-26 09:01:04.881305+00'),
	('nordstadt', '2026-11-26', 178, 'visit.arrived', '{"group": "A", "visit": "6d941c8d15731007bdb9", "number": "A032", "channel": "kiosk", "ordinal": 32, "known_at": "2026-11-26T09:01:04.881305Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:01:04.881305Z", "from_office": null}', '2026-11-26 09:01:04.881305+00'),
	('nordstadt', '2026-11-26', 179, 'visit.arrived', '{"group": "A", "visit": "7c7ea60f12a1b4cbd6e5", "number": "A033", "channel": "kiosk", "ordinal": 33, "known_at": "2026-11-26T09:02:19.724717Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:02:19.724717Z", "from_office": null}', '2026-11-26 09:02:19.724717+00'),
	('rathaus', '2026-11-26', 227, 'visit.arrived', '{"group": "B", "visit": "d5ac875a2cc1b1887dd4", "number": "B008", "channel": "kiosk", "ordinal": 8, "known_at": "2026-11-26T09:03:52.043317Z", "priority": false, "services": [["fahrzeug-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:03:52.043317Z", "from_office": null}', '2026-11-26 09:03:52.043317+00'),
	('rathaus', '2026-11-26', 228, 'visit.finished', '{"visit": "4b72f8278b2832eb3076", "number": "C004", "counter": "5", "services": [["gewerbe-anmelden", 1]]}', '2026-11-26 09:04:09.338806+00'),
	('nordstadt', '2026-11-26', 180, 'visit.finished', '{"visit": "e753eacfb2993e376130", "number": "B002", "counter": "3", "services": [["bewohnerparkausweis", 1]]}', '2026-11-26 09:04:34.41003+00'),
	('rathaus', '2026-11-26', 229, 'visit.called', '{"at": "2026-11-26T09:04:34.410030Z", "rule": "appointment", "text": "Termin, wartet seit 16 Min.", "score": 8022, "visit": "0b1429fe827d22ee57ed", "number": "C005", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:04:34.41003+00'),
	('rathaus', '2026-11-26', 230, 'visit.finished', '{"visit": "f22d862d1273383433a0", "number": "B006", "counter": "4", "services": [["fahrzeug-adresse", 1]]}', '2026-11-26 09:04:45.708973+00'),
	('nordstadt', '2026-11-26', 190, 'visit.serving', '{"visit": "2f102eca3247c5fcb1b3", "number": "A029", "counter": "3"}', '2026-11-26 09:14:40.268443+00'),
	('rathaus', '2026-11-26', 241, 'visit.finished', '{"visit": "c00f44be9c4a3558b67c", "number": "A031", "counter": "3", "services": [["reisepass", 1]]}', '2026-11-26 09:14:40.268443+00'),
	('rathaus', '2026-11-26', 242, 'visit.finished', '{"visit": "fd7001295899c417c066", "number": "A030", "counter": "2", "services": [["fuehrungszeugnis", 1]]}', '2026-11-26 09:14:40.268443+00'),
	('nordstadt', '2026-11-26', 181, 'visit.called', '{"at": "2026-11-26T09:04:59.663697Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 26 Min.", "score": 1617, "visit": "c092f06e13be471d4117", "number": "A026", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:04:59.663697+00'),
	('rathaus', '2026-11-26', 231, 'visit.serving', '{"visit": "0b1429fe827d22ee57ed", "number": "C005", "counter": "5"}', '2026-11-26 09:04:59.663697+00'),
	('rathaus', '2026-11-26', 232, 'visit.called', '{"at": "2026-11-26T09:05:25.335739Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 1 Min.", "score": 93, "visit": "d5ac875a2cc1b1887dd4", "number": "B008", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "fundsache", "internationaler-fuehrerschein"], "counter": "4", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:05:25.335739+00'),
	('nordstadt', '2026-11-26', 182, 'visit.serving', '{"visit": "c092f06e13be471d4117", "number": "A026", "counter": "3"}', '2026-11-26 09:05:43.971588+00'),
	('rathaus', '2026-11-26', 233, 'visit.serving', '{"visit": "d5ac875a2cc1b1887dd4", "number": "B008", "counter": "4"}', '2026-11-26 09:06:07.553174+00'),
	('rathaus', '2026-11-26', 234, 'visit.arrived', '{"group": "A", "visit": "fd7001295899c417c066", "number": "A030", "channel": "kiosk", "ordinal": 30, "known_at": "2026-11-26T09:06:33.565118Z", "priority": false, "services": [["fuehrungszeugnis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:06:33.565118Z", "from_office": null}', '2026-11-26 09:06:33.565118+00'),
	('rathaus', '2026-11-26', 235, 'visit.called', '{"at": "2026-11-26T09:06:33.565118Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "fd7001295899c417c066", "number": "A030", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:06:33.565118+00'),
	('rathaus', '2026-11-26', 236, 'visit.serving', '{"visit": "fd7001295899c417c066", "number": "A030", "counter": "2"}', '2026-11-26 09:07:07.433431+00'),
	('rathaus', '2026-11-26', 237, 'visit.arrived', '{"group": "A", "visit": "c00f44be9c4a3558b67c", "number": "A031", "channel": "kiosk", "ordinal": 31, "known_at": "2026-11-26T09:09:51.113237Z", "priority": false, "services": [["reisepass", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:09:51.113237Z", "from_office": null}', '2026-11-26 09:09:51.113237+00'),
	('rathaus', '2026-11-26', 238, 'visit.called', '{"at": "2026-11-26T09:09:51.113237Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 0 Min.", "score": 0, "visit": "c00f44be9c4a3558b67c", "number": "A031", "skills": ["auskunftssperre", "ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "fundsache", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:09:51.113237+00'),
	('rathaus', '2026-11-26', 239, 'visit.serving', '{"visit": "c00f44be9c4a3558b67c", "number": "A031", "counter": "3"}', '2026-11-26 09:10:25.455857+00'),
	('nordstadt', '2026-11-26', 183, 'visit.finished', '{"visit": "076a2f09a4a7220087a2", "number": "A021", "counter": "2", "services": [["reisepass", 2]]}', '2026-11-26 09:10:36.949784+00'),
	('nordstadt', '2026-11-26', 184, 'visit.called', '{"at": "2026-11-26T09:11:07.458580Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 29 Min.", "score": 1768, "visit": "34e8d7aae0e5d4902292", "number": "A028", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "fuehrungszeugnis", "haushaltsbescheinigung", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "2", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:11:07.45858+00'),
	('nordstadt', '2026-11-26', 185, 'visit.serving', '{"visit": "34e8d7aae0e5d4902292", "number": "A028", "counter": "2"}', '2026-11-26 09:11:28.919097+00'),
	('nordstadt', '2026-11-26', 186, 'appointment.held', '{"start": "2026-11-26T15:20:00Z", "channel": "public", "minutes": 15, "services": [["personalausweis", 1]], "appointment": "rUFFMT_wsRmq19li"}', '2026-11-26 09:13:06.305959+00'),
	('nordstadt', '2026-11-26', 187, 'visit.finished', '{"visit": "c092f06e13be471d4117", "number": "A026", "counter": "3", "services": [["ausweis-verloren", 1]]}', '2026-11-26 09:13:28.385121+00'),
	('nordstadt', '2026-11-26', 188, 'visit.called', '{"at": "2026-11-26T09:13:45.414712Z", "rule": "walk_in", "text": "Ohne Termin, wartet seit 32 Min.", "score": 1926, "visit": "2f102eca3247c5fcb1b3", "number": "A029", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:13:45.414712+00'),
	('nordstadt', '2026-11-26', 189, 'visit.arrived', '{"group": "A", "visit": "bc43e6868e9017f2852c", "number": "A034", "channel": "kiosk", "ordinal": 34, "known_at": "2026-11-26T09:13:45.414712Z", "priority": false, "services": [["wohnsitz-anmelden", 1], ["personalausweis", 2]], "booked_at": null, "arrived_at": "2026-11-26T09:13:45.414712Z", "from_office": null}', '2026-11-26 09:13:45.414712+00'),
	('nordstadt', '2026-11-26', 191, 'visit.arrived', '{"group": "A", "visit": "d208b401f5a1454cc7b2", "number": "A035", "channel": "kiosk", "ordinal": 35, "known_at": "2026-11-26T09:16:29.678104Z", "priority": false, "services": [["fuehrungszeugnis", 2]], "booked_at": null, "arrived_at": "2026-11-26T09:16:29.678104Z", "from_office": null}', '2026-11-26 09:16:29.678104+00'),
	('rathaus', '2026-11-26', 243, 'visit.finished', '{"visit": "d5ac875a2cc1b1887dd4", "number": "B008", "counter": "4", "services": [["fahrzeug-anmelden", 1]]}', '2026-11-26 09:16:55.877261+00'),
	('nordstadt', '2026-11-26', 192, 'visit.arrived', '{"group": "A", "visit": "0e3ac23b5b4ee4870d05", "number": "A036", "channel": "kiosk", "ordinal": 36, "known_at": "2026-11-26T09:17:23.599186Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:17:23.599186Z", "from_office": null}', '2026-11-26 09:17:23.599186+00'),
	('nordstadt', '2026-11-26', 193, 'appointment.changed', '{"state": "confirmed", "appointment": "rUFFMT_wsRmq19li"}', '2026-11-26 09:17:45.163052+00'),
	('rathaus', '2026-11-27', 42, 'appointment.changed', '{"state": "confirmed", "appointment": "MpvtXN9gUCxhAHjl"}', '2026-11-26 09:18:53.947161+00'),
	('nordstadt', '2026-11-26', 194, 'visit.finished', '{"visit": "2f102eca3247c5fcb1b3", "number": "A029", "counter": "3", "services": [["wohnsitz-abmelden", 1]]}', '2026-11-26 09:18:53.947161+00');
INSERT INTO public.outbox VALUES
	('nordstadt', '2026-11-26', 195, 'visit.called', '{"at": "2026-11-26T09:19:35.541790Z", "rule": "appointment", "text": "Termin, wartet seit 19 Min.", "score": 4425, "visit": "c7abd461a7b6c641b2bc", "number": "A031", "skills": ["ausweis-verloren", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "fuehrungszeugnis", "haushaltsbescheinigung", "internationaler-fuehrerschein", "lebensbescheinigung", "meldebescheinigung", "melderegisterauskunft", "personalausweis", "reisepass", "vorlaeufiger-reisepass", "wohnsitz-abmelden", "wohnsitz-anmelden"], "counter": "3", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:19:35.54179+00'),
	('rathaus', '2026-11-26', 244, 'visit.finished', '{"visit": "0b1429fe827d22ee57ed", "number": "C005", "counter": "5", "services": [["gewerbe-ummelden", 1]]}', '2026-11-26 09:19:35.54179+00'),
	('rathaus', '2026-11-26', 245, 'visit.arrived', '{"group": "C", "visit": "36579e5c2ae6ed8274cd", "number": "C006", "channel": "kiosk", "ordinal": 6, "known_at": "2026-11-26T09:19:48.183865Z", "priority": true, "services": [["gewerbe-anmelden", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:19:48.183865Z", "from_office": null}', '2026-11-26 09:19:48.183865+00'),
	('rathaus', '2026-11-30', 30, 'appointment.held', '{"start": "2026-11-30T09:00:00Z", "channel": "public", "minutes": 5, "services": [["haushaltsbescheinigung", 1]], "appointment": "6idNJaCHB3o5Wpzw"}', '2026-11-26 09:19:48.183865+00'),
	('nordstadt', '2026-11-26', 196, 'visit.serving', '{"visit": "c7abd461a7b6c641b2bc", "number": "A031", "counter": "3"}', '2026-11-26 09:19:59.823288+00'),
	('rathaus', '2026-11-26', 246, 'visit.called', '{"at": "2026-11-26T09:19:59.823288Z", "rule": "priority", "text": "Vorrang, wartet seit 0 Min.", "score": 7255, "visit": "36579e5c2ae6ed8274cd", "number": "C006", "skills": ["bewohnerparkausweis", "fahrzeug-abmelden", "fahrzeug-adresse", "fahrzeug-anmelden", "gewerbe-abmelden", "gewerbe-anmelden", "gewerbe-ummelden", "internationaler-fuehrerschein"], "counter": "5", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:19:59.823288+00'),
	('nordstadt', '2026-11-26', 197, 'appointment.changed', '{"state": "checked_in", "appointment": "376PRNXLtMm6lLWM"}', '2026-11-26 09:19:59.823288+00'),
	('nordstadt', '2026-11-26', 198, 'visit.arrived', '{"group": "A", "visit": "8b752fa0e46b56678eac", "number": "A037", "channel": "kiosk", "ordinal": 37, "known_at": "2026-11-26T09:19:59.823288Z", "priority": false, "services": [["wohnsitz-anmelden", 1]], "booked_at": "2026-11-26T09:45:00Z", "arrived_at": "2026-11-26T09:19:59.823288Z", "from_office": null}', '2026-11-26 09:19:59.823288+00'),
	('rathaus', '2026-11-26', 247, 'visit.arrived', '{"group": "A", "visit": "5e5d48e8f0f05927bb32", "number": "A032", "channel": "kiosk", "ordinal": 32, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 248, 'visit.arrived', '{"group": "A", "visit": "59e5baa45780653410b0", "number": "A033", "channel": "kiosk", "ordinal": 33, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 249, 'visit.parked', '{"visit": "5e5d48e8f0f05927bb32", "number": "A032"}', '2026-11-26 09:20:00+00'),
	('nordstadt', '2026-11-26', 199, 'visit.arrived', '{"group": "A", "visit": "787ba0a4ca521538be7a", "number": "A038", "channel": "kiosk", "ordinal": 38, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": "rathaus"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 250, 'visit.transferred', '{"visit": "59e5baa45780653410b0", "number": "A033", "services": [["personalausweis", 1]], "to_office": "nordstadt", "for_counter": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-12-10', 1, 'appointment.held', '{"start": "2026-12-10T16:45:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "MvwzS1LEixHRbUAk"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-12-10', 2, 'appointment.held', '{"start": "2026-12-10T16:40:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "wPpakwH0cf1Jdvg8"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-12-10', 3, 'appointment.held', '{"start": "2026-12-10T16:35:00Z", "channel": "public", "minutes": 15, "services": [["reisepass", 1]], "appointment": "nMZQoMcXj3Ze-zlq"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-12-10', 4, 'appointment.changed', '{"state": "confirmed", "appointment": "wPpakwH0cf1Jdvg8"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-12-10', 5, 'appointment.changed', '{"state": "cancelled_by_citizen", "appointment": "nMZQoMcXj3Ze-zlq"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 251, 'visit.arrived', '{"group": "A", "visit": "e1b997cf03034c9e7091", "number": "A034", "channel": "kiosk", "ordinal": 34, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 252, 'visit.arrived', '{"group": "A", "visit": "8a6e27272ac6a13081ee", "number": "A035", "channel": "kiosk", "ordinal": 35, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 253, 'visit.arrived', '{"group": "A", "visit": "436264aa365662a354cc", "number": "A036", "channel": "kiosk", "ordinal": 36, "known_at": "2026-11-26T09:20:00Z", "priority": false, "services": [["personalausweis", 1]], "booked_at": null, "arrived_at": "2026-11-26T09:20:00Z", "from_office": null}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 254, 'visit.left', '{"by": "citizen", "visit": "8a6e27272ac6a13081ee", "number": "A035"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 255, 'counter.opened', '{"skills": null, "counter": "7"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 256, 'visit.called', '{"at": "2026-11-26T09:20:00Z", "rule": "by_number", "text": "Mit der Nummer gerufen", "score": 0, "visit": "e1b997cf03034c9e7091", "number": "A034", "skills": null, "counter": "7", "parameters": {"walk_in_rate": 1, "early_minutes": 5, "grace_minutes": 10, "priority_rate": 5, "walk_in_credit": 0, "priority_credit": 120, "appointment_rate": 3, "appointment_credit": 60}, "rule_version": "1"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-26', 257, 'visit.missed', '{"times": 1, "visit": "e1b997cf03034c9e7091", "number": "A034", "counter": "7"}', '2026-11-26 09:20:00+00'),
	('nordstadt', '2026-11-26', 200, 'appointment.changed', '{"state": "lapsed", "appointment": "e-BJNbbd1AUPJSmI"}', '2026-11-26 09:20:00+00'),
	('rathaus', '2026-11-30', 31, 'appointment.changed', '{"state": "lapsed", "appointment": "XXBlGSdFySbj819D"}', '2026-11-26 09:20:00+00');


--
-- Data for Name: personal_token; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.personal_token VALUES
	('7d8db6b4981832c99181de2d220081642c84c325739fa7806a7e67b766fe1a7a', 'known-clerk', '2026-11-26 09:20:00+00', NULL),
	('23acb14486e487f407bcbdbae17e0b44973496e425294f60298c9e6a36e45d4a', 'known-supervisor', '2026-11-26 09:20:00+00', NULL);


--
-- Data for Name: rate_limit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rate_limit VALUES
	('0765a685a485b6affa6c522710bb7aa1f6258e5b461ecee344ed068c4445df71', '2026-11-26 09:20:00+00', 0),
	('306506ee0ea245b1af5d1a858eebb537f2b70a89f93a5f3848696fe9be31ea85', '2026-11-26 09:20:00+00', 0),
	('545b7b897492521dc648ccfa8157cd93590279aa475ec6cf78ba3362a5cf32dd', '2026-11-26 09:20:00+00', 7);


--
-- Data for Name: rehearsal; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.rehearsal VALUES
	(1, '2026-11-26 15:26:10.465479+00', '2026-11-26 09:20:00+00', 0);


--
-- Data for Name: service; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.service VALUES
	('personalausweis', 'Personalausweis beantragen', 15, '["99008001000000"]', 2, '["personalausweis", "reisepass", "wohnsitz-anmelden", "beglaubigung-dokumente", "beglaubigung-unterschrift", "haushaltsbescheinigung", "ausweis-verloren", "vorlaeufiger-reisepass"]', true, 'Perso, Ausweis, neuer Ausweis', 'Bisheriger Ausweis oder Reisepass, biometrisches Passfoto', 'A'),
	('reisepass', 'Reisepass beantragen', 15, '["99085001000000"]', 2, '["reisepass", "personalausweis", "wohnsitz-anmelden", "beglaubigung-dokumente", "beglaubigung-unterschrift", "haushaltsbescheinigung", "ausweis-verloren", "vorlaeufiger-reisepass"]', true, 'Pass, Expresspass, Urlaub', 'Bisheriger Pass oder Ausweis, biometrisches Passfoto', 'A'),
	('vorlaeufiger-reisepass', 'Vorläufigen Reisepass beantragen', 15, '["99085001012005"]', 2, '["vorlaeufiger-reisepass", "personalausweis", "reisepass", "wohnsitz-anmelden", "beglaubigung-dokumente", "beglaubigung-unterschrift", "haushaltsbescheinigung", "ausweis-verloren"]', true, 'Pass, eilig, sofort', 'Ausweis, Passfoto, Nachweis der Reise', 'A'),
	('ausweis-verloren', 'Verlust oder Diebstahl des Personalausweises melden', 15, '["99008001014002"]', 5, '["ausweis-verloren", "personalausweis", "reisepass", "wohnsitz-anmelden", "beglaubigung-dokumente", "beglaubigung-unterschrift", "haushaltsbescheinigung", "vorlaeufiger-reisepass"]', true, 'verloren, gestohlen, Perso', 'Reisepass oder Geburtsurkunde', 'A'),
	('wohnsitz-anmelden', 'Wohnsitz anmelden oder ummelden', 15, '["99115005000000"]', 3, '["wohnsitz-anmelden", "personalausweis", "reisepass", "beglaubigung-dokumente", "beglaubigung-unterschrift", "haushaltsbescheinigung", "ausweis-verloren", "vorlaeufiger-reisepass", "wohnsitz-abmelden"]', true, 'Umzug, Anmeldung, Ummeldung', 'Ausweise aller, die umziehen, Wohnungsgeberbestätigung', 'A'),
	('wohnsitz-abmelden', 'Wohnsitz abmelden', 10, '["99115005070000"]', 1, '["wohnsitz-abmelden"]', false, 'Wegzug, Abmeldung, Auswandern', 'Ausweis', 'A'),
	('meldebescheinigung', 'Meldebescheinigung', 10, '["99115003000000"]', 5, '["meldebescheinigung", "fuehrungszeugnis", "lebensbescheinigung"]', true, 'Meldebestätigung, Aufenthaltsbescheinigung', 'Ausweis', 'A'),
	('haushaltsbescheinigung', 'Haushaltsbescheinigung', 5, '["99115003000000"]', 5, '["haushaltsbescheinigung", "wohnsitz-anmelden", "beglaubigung-dokumente", "beglaubigung-unterschrift", "personalausweis", "reisepass", "ausweis-verloren", "vorlaeufiger-reisepass", "wohnsitz-abmelden"]', true, 'Kindergeld, Familienkasse', 'Ausweis, Vordruck', 'A'),
	('melderegisterauskunft', 'Melderegisterauskunft', 10, '["99115004000000"]', 3, '["melderegisterauskunft"]', false, 'Personensuche, Adresse finden', 'Ausweis', 'A'),
	('auskunftssperre', 'Auskunftssperre eintragen', 10, '["99115002060001"]', 1, '["auskunftssperre"]', false, 'Datensperre, Adresssperre', 'Ausweis, Begründung', 'A'),
	('fuehrungszeugnis', 'Führungszeugnis beantragen', 5, '["99049001000000"]', 5, '["fuehrungszeugnis", "lebensbescheinigung", "meldebescheinigung"]', true, 'polizeiliches Führungszeugnis, erweitertes', 'Ausweis', 'A'),
	('lebensbescheinigung', 'Lebensbescheinigung', 15, '["99114032000000"]', 3, '["lebensbescheinigung", "fuehrungszeugnis", "meldebescheinigung"]', true, 'Rente, Ausland', 'Ausweis, Vordruck', 'A'),
	('beglaubigung-dokumente', 'Beglaubigung von bis zu 5 Dokumenten', 10, '["99014002035000"]', 1, '["beglaubigung-dokumente", "beglaubigung-unterschrift", "wohnsitz-anmelden", "personalausweis", "haushaltsbescheinigung", "reisepass", "ausweis-verloren", "vorlaeufiger-reisepass"]', true, 'Zeugnis, Urkunde, Kopie', 'Originale und Kopien, Ausweis', 'A'),
	('beglaubigung-unterschrift', 'Beglaubigung einer Unterschrift', 10, '["99014007035000"]', 1, '["beglaubigung-unterschrift", "beglaubigung-dokumente", "personalausweis", "haushaltsbescheinigung", "reisepass", "ausweis-verloren", "vorlaeufiger-reisepass", "wohnsitz-anmelden"]', true, 'Unterschrift, Vollmacht', 'Schriftstück (noch nicht unterschrieben), Ausweis', 'A'),
	('fundsache', 'Fundsache abholen', 20, '["99089017152000"]', 1, '["fundsache"]', true, 'Fundbüro, verloren, Verlust', 'Ausweis, Beschreibung der Sache', 'A'),
	('bewohnerparkausweis', 'Bewohnerparkausweis', 15, '["99108001000000"]', 1, '["bewohnerparkausweis"]', true, 'Parken, Anwohner', 'Ausweis, Zulassungsbescheinigung Teil I', 'B'),
	('fahrzeug-anmelden', 'Fabrikneues Fahrzeug anmelden', 15, '["99036020001000"]', 2, '["fahrzeug-anmelden", "fahrzeug-adresse"]', true, 'Auto, Neuwagen, Zulassung, Kennzeichen', 'Ausweis, eVB-Nummer, Zulassungsbescheinigung Teil II', 'B'),
	('fahrzeug-abmelden', 'Fahrzeug abmelden', 10, '["99036008003000"]', 2, '["fahrzeug-abmelden"]', true, 'Auto, Stilllegung, Außerbetriebsetzung', 'Kennzeichen, Zulassungsbescheinigung Teil I', 'B'),
	('fahrzeug-adresse', 'Adresse in Fahrzeugpapieren ändern', 15, '["99036011011000"]', 2, '["fahrzeug-adresse", "fahrzeug-anmelden"]', true, 'Auto, Umzug, Fahrzeugschein', 'Ausweis, Zulassungsbescheinigung Teil I', 'B'),
	('internationaler-fuehrerschein', 'Internationaler Führerschein', 5, '["99108062000000"]', 2, '["internationaler-fuehrerschein"]', true, 'Führerschein, Ausland, Urlaub', 'Führerschein (Karte), Passfoto', 'B'),
	('gewerbe-anmelden', 'Gewerbe anmelden', 20, '["99050012104000"]', 3, '["gewerbe-anmelden"]', true, 'Gewerbeschein, Selbstständigkeit', 'Ausweis, gegebenenfalls Handelsregisterauszug', 'C'),
	('gewerbe-ummelden', 'Gewerbe ummelden', 20, '["99050012071000"]', 3, '["gewerbe-ummelden"]', true, 'Gewerbe verlegen, Tätigkeit ändern', 'Ausweis, Gewerbeanmeldung', 'C'),
	('gewerbe-abmelden', 'Gewerbe abmelden', 15, '["99050012070000"]', 3, '["gewerbe-abmelden"]', true, 'Gewerbe aufgeben', 'Ausweis, Gewerbeanmeldung', 'C');


--
-- Data for Name: session; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.session VALUES
	('572749a034ed2049d9c77a5c546497a260f483d93345b4369c90604bd375a7fb', 'demo-schalter', 'c8gpyUffA8oOm9girvhL4n_CDIP9GF6dUGSGmO-tcG0', '2026-11-26 09:20:00+00', '2026-11-26 21:20:00+00');


--
-- Data for Name: shift; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.shift VALUES
	('rathaus', '8010fbe46f0ce56b6be8c0f510d48e4e', 'ahrens', 0, NULL, '08:00:00', '16:00:00', '[["11:30", "12:00"]]', '1'),
	('rathaus', '941d5a7247ce199b60cb66845b00ff84', 'ahrens', 1, NULL, '08:00:00', '16:00:00', '[["11:30", "12:00"]]', '1'),
	('rathaus', 'a86292ee4b3c978956da1d1999e42c84', 'ahrens', 2, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '1'),
	('rathaus', '7fe7206508f59e5e918368d9a626be31', 'ahrens', 3, NULL, '08:00:00', '18:00:00', '[["11:30", "12:00"]]', '1'),
	('rathaus', '7f55bf65c3429db98adf16f1d43d2d84', 'ahrens', 4, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '1'),
	('rathaus', 'f340bee21bbbe48496381604276208fc', 'bramkamp', 0, NULL, '08:00:00', '16:00:00', '[["12:00", "12:30"]]', '2'),
	('rathaus', '5b8a2ec963543025c0b89220889977dd', 'bramkamp', 1, NULL, '08:00:00', '16:00:00', '[["12:00", "12:30"]]', '2'),
	('rathaus', 'a7793e1f33f510b313d59074ead1b9ad', 'bramkamp', 2, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '2'),
	('rathaus', '26d6780eae90e267d8208b131dd763a3', 'bramkamp', 3, NULL, '08:00:00', '18:00:00', '[["12:00", "12:30"]]', '2'),
	('rathaus', 'ebe6ccd43014a6171f140e216727e022', 'bramkamp', 4, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '2'),
	('rathaus', '3772f16dece026e0ab60977ec350a0cc', 'celik', 0, NULL, '08:00:00', '16:00:00', '[["12:30", "13:00"]]', '3'),
	('rathaus', 'e09892c86a586e46dfab21c68f16a0a1', 'celik', 1, NULL, '08:00:00', '16:00:00', '[["12:30", "13:00"]]', '3'),
	('rathaus', '678d1543addc7afaf70067a5da62db1a', 'celik', 2, NULL, '08:00:00', '13:00:00', '[["10:30", "10:45"]]', '3'),
	('rathaus', '6fc1be224da9b6173047acd680c177cd', 'celik', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:00"]]', '3'),
	('rathaus', '95525921b2504a260936b688caacab01', 'celik', 4, NULL, '08:00:00', '13:00:00', '[["10:30", "10:45"]]', '3'),
	('rathaus', '2776d48b4760e72b4e276c503f2c2171', 'dornbusch', 0, NULL, '08:00:00', '16:00:00', '[["13:00", "13:30"]]', '4'),
	('rathaus', '170236eacfbc22831cc386f796b6de40', 'dornbusch', 1, NULL, '08:00:00', '16:00:00', '[["13:00", "13:30"]]', '4'),
	('rathaus', 'bfab492452f3521301d44228d01a5f9c', 'dornbusch', 2, NULL, '08:00:00', '13:00:00', '[["10:45", "11:00"]]', '4'),
	('rathaus', '4e3e55310cba41cc0fb25ed242e1f697', 'dornbusch', 3, NULL, '08:00:00', '18:00:00', '[["13:00", "13:30"]]', '4'),
	('rathaus', '871323b8c290fba6661838f8b701c684', 'dornbusch', 4, NULL, '08:00:00', '13:00:00', '[["10:45", "11:00"]]', '4'),
	('rathaus', '2a047aefeafa84d9bfe9e1b58ac67bec', 'erdmann', 0, NULL, '08:00:00', '16:00:00', '[["11:30", "12:00"]]', '5'),
	('rathaus', '593d8363da036e2c78f9eafdac672d12', 'erdmann', 1, NULL, '08:00:00', '16:00:00', '[["11:30", "12:00"]]', '5'),
	('rathaus', 'c980063f3a01e35a884a1010f8717dcb', 'erdmann', 2, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '5'),
	('rathaus', 'eb949397c8131a2c7c8a6b6a9e11d61d', 'erdmann', 3, NULL, '08:00:00', '18:00:00', '[["11:30", "12:00"]]', '5'),
	('rathaus', '74f6fba286e5c3ac9d3643c46e4ad0d5', 'erdmann', 4, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '5'),
	('rathaus', '8c9f9878a945dfedab54c4d3330eabc8', 'fricke', 0, NULL, '08:00:00', '16:00:00', '[["12:00", "12:30"]]', '6'),
	('rathaus', '6a538133529ba237ddef16d3f9a9bb75', 'fricke', 1, NULL, '08:00:00', '16:00:00', '[["12:00", "12:30"]]', '6'),
	('rathaus', '24c5134444eb5778752c63c89e05fc14', 'fricke', 2, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '6'),
	('rathaus', 'b946c3a4083054fc19333e2df6e34794', 'fricke', 3, NULL, '08:00:00', '18:00:00', '[["12:00", "12:30"]]', '6'),
	('rathaus', '333a6141bd9295879deb2cefa993d395', 'fricke', 4, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '6'),
	('rathaus', 'c4cb7e7c2a547921eac85d7336cf60c3', 'gerlach', 0, NULL, '08:00:00', '16:00:00', '[["12:30", "13:00"]]', 'V1'),
	('rathaus', 'a2bd6dc8fae6396022af32efa444a3d6', 'gerlach', 1, NULL, '08:00:00', '16:00:00', '[["12:30", "13:00"]]', 'V1'),
	('rathaus', '278156ce6a3addc513800339e80fdbe2', 'gerlach', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:00"]]', 'V1'),
	('nordstadt', '8d9adb7bac93b4baf20505d1427c0415', 'hoyer', 0, NULL, '08:00:00', '15:00:00', '[["13:00", "13:30"]]', '1'),
	('nordstadt', '32599e88c66c4c7b47f1cd4991186729', 'hoyer', 1, NULL, '08:00:00', '15:00:00', '[["13:00", "13:30"]]', '1'),
	('nordstadt', '863872e097f9e677d1dc3026dc2fc072', 'hoyer', 2, NULL, '08:00:00', '13:00:00', '[["10:45", "11:00"]]', '1'),
	('nordstadt', '9d26d8f45df6c0c12ae572d0fbec25d6', 'hoyer', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:30"]]', '1'),
	('nordstadt', '6a7d8a6a96f7aff3b1018e2016a97de9', 'hoyer', 4, NULL, '08:00:00', '13:00:00', '[["10:45", "11:00"]]', '1'),
	('nordstadt', 'f83917aeac69c91a105b6433f17a8171', 'ilic', 0, NULL, '08:00:00', '15:00:00', '[["11:30", "12:00"]]', '2'),
	('nordstadt', '3695923b1e1b8258daf748dff7b247d5', 'ilic', 1, NULL, '08:00:00', '15:00:00', '[["11:30", "12:00"]]', '2'),
	('nordstadt', 'd80a96c469d57e79cc10353b31f07057', 'ilic', 2, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '2'),
	('nordstadt', '7a0b2709dae1ed123aede581e3ecfb36', 'ilic', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:30"]]', '2'),
	('nordstadt', 'd509debccdb03f20a48356c3cc17df34', 'ilic', 4, NULL, '08:00:00', '13:00:00', '[["10:00", "10:15"]]', '2'),
	('nordstadt', '726ac687cd19d8a35c7538999a16afc2', 'jansen', 0, NULL, '08:00:00', '15:00:00', '[["12:00", "12:30"]]', '3'),
	('nordstadt', '4442e0c155bace9a8f6afd609c7c1341', 'jansen', 1, NULL, '08:00:00', '15:00:00', '[["12:00", "12:30"]]', '3'),
	('nordstadt', '366bf0c5b410bd42274c8c0781222580', 'jansen', 2, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '3'),
	('nordstadt', '7920d101c1bf7c3c1c0aa3c4a4741f15', 'jansen', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:30"]]', '3'),
	('nordstadt', '8cddd162710897c24307f4e6ebfdd6ff', 'jansen', 4, NULL, '08:00:00', '13:00:00', '[["10:15", "10:30"]]', '3'),
	('nordstadt', 'c2e026a3b0b581308c743ccd409da843', 'kowalke', 1, NULL, '08:00:00', '15:00:00', '[["12:30", "13:00"]]', '4'),
	('nordstadt', '13847aa6cd59fecdd7d93964e8784f14', 'kowalke', 2, NULL, '08:00:00', '13:00:00', '[["10:30", "10:45"]]', '4');
INSERT INTO public.shift VALUES
	('nordstadt', 'e8acf236860d320729a2a2c200f2049a', 'kowalke', 3, NULL, '08:00:00', '18:00:00', '[["12:30", "13:30"]]', '4'),
	('nordstadt', '89eee3a4d8fa1ab5266f57e5c6b2093e', 'kowalke', 4, NULL, '08:00:00', '13:00:00', '[["10:30", "10:45"]]', '4');


--
-- Data for Name: staff_member; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.staff_member VALUES
	('rathaus', 'ahrens', 'Jule Ahrens', 'null'),
	('rathaus', 'bramkamp', 'Okan Bramkamp', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "beglaubigung-dokumente", "beglaubigung-unterschrift"]'),
	('rathaus', 'celik', 'Defne Çelik', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "beglaubigung-dokumente", "beglaubigung-unterschrift", "auskunftssperre", "fundsache"]'),
	('rathaus', 'dornbusch', 'Piet Dornbusch', '["bewohnerparkausweis", "fahrzeug-anmelden", "fahrzeug-abmelden", "fahrzeug-adresse", "internationaler-fuehrerschein", "fundsache"]'),
	('rathaus', 'erdmann', 'Halina Erdmann', '["bewohnerparkausweis", "fahrzeug-anmelden", "fahrzeug-abmelden", "fahrzeug-adresse", "internationaler-fuehrerschein", "gewerbe-anmelden", "gewerbe-ummelden", "gewerbe-abmelden"]'),
	('rathaus', 'fricke', 'Tarek Fricke', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "bewohnerparkausweis", "fahrzeug-anmelden", "fahrzeug-abmelden", "fahrzeug-adresse", "internationaler-fuehrerschein"]'),
	('rathaus', 'gerlach', 'Nele Gerlach', '["meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "wohnsitz-abmelden", "lebensbescheinigung"]'),
	('nordstadt', 'hoyer', 'Bente Hoyer', 'null'),
	('nordstadt', 'ilic', 'Marko Ilić', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "beglaubigung-dokumente", "beglaubigung-unterschrift"]'),
	('nordstadt', 'jansen', 'Romy Jansen', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "beglaubigung-dokumente", "beglaubigung-unterschrift", "bewohnerparkausweis", "fahrzeug-adresse", "internationaler-fuehrerschein"]'),
	('nordstadt', 'kowalke', 'Emre Kowalke', '["personalausweis", "reisepass", "vorlaeufiger-reisepass", "ausweis-verloren", "wohnsitz-anmelden", "wohnsitz-abmelden", "meldebescheinigung", "haushaltsbescheinigung", "melderegisterauskunft", "fuehrungszeugnis", "lebensbescheinigung", "beglaubigung-dokumente", "beglaubigung-unterschrift"]');


--
-- Data for Name: tenant; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.tenant VALUES
	('musterstadt', 'musterstadt');


--
-- Data for Name: ticket_series; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.ticket_series VALUES
	('nordstadt', '2026-11-26', 'B', 2),
	('rathaus', '2026-11-26', 'B', 8),
	('rathaus', '2026-11-26', 'C', 6),
	('nordstadt', '2026-11-26', 'A', 38),
	('rathaus', '2026-11-26', 'A', 36);


--
-- Data for Name: user; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public."user" VALUES
	('demo-schalter', 'musterstadt', 'schalter', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'clerk', NULL, false),
	('demo-schalter-nord', 'musterstadt', 'schalter-nord', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'clerk', NULL, false),
	('demo-empfang', 'musterstadt', 'empfang', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'reception', NULL, false),
	('demo-leitung', 'musterstadt', 'leitung', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'supervisor', NULL, false),
	('demo-verwaltung', 'musterstadt', 'verwaltung', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'administrator', NULL, false),
	('demo-hilfe', 'musterstadt', 'hilfe', '$argon2id$v=19$m=65536,t=3,p=4$47ve4Q5gNBEyR2JFurxUQA$pvRd1CbYpMi2w9vR7XzPXHqYH6wGaNgpxcQRlEUCmeQ', 'helper', NULL, false),
	('demo-staff-ahrens', 'musterstadt', 'ahrens@musterstadt', NULL, 'clerk', 'ahrens', false),
	('demo-staff-bramkamp', 'musterstadt', 'bramkamp@musterstadt', NULL, 'clerk', 'bramkamp', false),
	('demo-staff-celik', 'musterstadt', 'celik@musterstadt', NULL, 'clerk', 'celik', false),
	('demo-staff-dornbusch', 'musterstadt', 'dornbusch@musterstadt', NULL, 'clerk', 'dornbusch', false),
	('demo-staff-erdmann', 'musterstadt', 'erdmann@musterstadt', NULL, 'clerk', 'erdmann', false),
	('demo-staff-fricke', 'musterstadt', 'fricke@musterstadt', NULL, 'clerk', 'fricke', false),
	('demo-staff-gerlach', 'musterstadt', 'gerlach@musterstadt', NULL, 'clerk', 'gerlach', false),
	('demo-staff-hoyer', 'musterstadt', 'hoyer@musterstadt', NULL, 'clerk', 'hoyer', false),
	('demo-staff-ilic', 'musterstadt', 'ilic@musterstadt', NULL, 'clerk', 'ilic', false),
	('demo-staff-jansen', 'musterstadt', 'jansen@musterstadt', NULL, 'clerk', 'jansen', false),
	('demo-staff-kowalke', 'musterstadt', 'kowalke@musterstadt', NULL, 'clerk', 'kowalke', false),
	('known-clerk', 'musterstadt', 'clerk', NULL, 'clerk', NULL, false),
	('known-supervisor', 'musterstadt', 'supervisor', NULL, 'supervisor', NULL, false);


--
-- Data for Name: user_office; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.user_office VALUES
	('demo-schalter', 'rathaus'),
	('demo-schalter-nord', 'nordstadt'),
	('demo-empfang', 'rathaus'),
	('demo-leitung', 'nordstadt'),
	('demo-leitung', 'rathaus'),
	('demo-verwaltung', 'nordstadt'),
	('demo-verwaltung', 'rathaus'),
	('demo-hilfe', 'nordstadt'),
	('demo-hilfe', 'rathaus'),
	('demo-staff-ahrens', 'rathaus'),
	('demo-staff-bramkamp', 'rathaus'),
	('demo-staff-celik', 'rathaus'),
	('demo-staff-dornbusch', 'rathaus'),
	('demo-staff-erdmann', 'rathaus'),
	('demo-staff-fricke', 'rathaus'),
	('demo-staff-gerlach', 'rathaus'),
	('demo-staff-hoyer', 'nordstadt'),
	('demo-staff-ilic', 'nordstadt'),
	('demo-staff-jansen', 'nordstadt'),
	('demo-staff-kowalke', 'nordstadt'),
	('known-clerk', 'rathaus'),
	('known-supervisor', 'rathaus');


--
-- Data for Name: visit; Type: TABLE DATA; Schema: public; Owner: -
--

INSERT INTO public.visit VALUES
	('rathaus', 'c2fdcf5ac9f319933a28', '2026-11-26', 'B', 1, 'finished', '[["internationaler-fuehrerschein", 1]]', '2026-11-26 07:09:01.515743+00', '2026-11-26 07:09:01.515743+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 07:09:01.515743+00', '2026-11-26 07:09:22.533407+00', '2026-11-26 07:12:55.975637+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'c56faf0238b41c9d670c', '2026-11-26', 'A', 1, 'finished', '[["beglaubigung-unterschrift", 1]]', '2026-11-26 07:01:35.10066+00', '2026-11-26 07:01:35.10066+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:01:35.10066+00', '2026-11-26 07:02:22.581421+00', '2026-11-26 07:13:08.579449+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '1a462663f3c3cb135d03', '2026-11-26', 'A', 3, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 07:06:38.41721+00', '2026-11-26 07:06:38.41721+00', 'kiosk', 'rn5viOGAbQLwgIzR', '2026-11-26 07:10:00+00', false, '1', NULL, NULL, '2026-11-26 07:06:38.41721+00', '2026-11-26 07:07:14.274477+00', '2026-11-26 07:14:31.059873+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'e7e98d4dd3fa04c97cab', '2026-11-26', 'A', 1, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 07:02:22.581421+00', '2026-11-26 07:02:22.581421+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 07:02:22.581421+00', '2026-11-26 07:02:43.44374+00', '2026-11-26 07:14:47.741325+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'b0309211ce3496a96e91', '2026-11-26', 'A', 2, 'finished', '[["reisepass", 1]]', '2026-11-26 07:04:29.453316+00', '2026-11-26 07:04:29.453316+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:04:29.453316+00', '2026-11-26 07:04:45.120672+00', '2026-11-26 07:16:31.767372+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '8546054274f97fcbf9df', '2026-11-26', 'A', 4, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:09:01.515743+00', '2026-11-26 07:09:01.515743+00', 'kiosk', NULL, NULL, true, '4', NULL, NULL, '2026-11-26 07:09:01.515743+00', '2026-11-26 07:09:34.187598+00', '2026-11-26 07:19:07.614211+00', 0, 0, 'de', NULL, NULL, NULL, '["wheelchair"]', NULL, NULL),
	('nordstadt', '0675c7b8a5bfb6eb7e5a', '2026-11-26', 'A', 5, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:13:08.579449+00', '2026-11-26 07:13:08.579449+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:13:29.584454+00', '2026-11-26 07:13:59.235291+00', '2026-11-26 07:21:19.308249+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'ab75ddedb5bd14470264', '2026-11-26', 'A', 3, 'finished', '[["beglaubigung-dokumente", 1]]', '2026-11-26 07:15:49.820604+00', '2026-11-26 07:15:49.820604+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:15:49.820604+00', '2026-11-26 07:16:31.767372+00', '2026-11-26 07:23:37.391703+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'bd3d47b901b21bb369a8', '2026-11-26', 'A', 2, 'finished', '[["reisepass", 1]]', '2026-11-26 07:13:08.579449+00', '2026-11-26 07:13:08.579449+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:13:08.579449+00', '2026-11-26 07:13:29.584454+00', '2026-11-26 07:23:37.391703+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '052b6eae9c8c9cdca05c', '2026-11-26', 'A', 5, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 07:22:45.135678+00', '2026-11-26 07:22:45.135678+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 07:22:45.135678+00', '2026-11-26 07:23:25.646958+00', '2026-11-26 07:27:29.284347+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'd1e456f90415833df5a5', '2026-11-26', 'A', 4, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:17:42.574926+00', '2026-11-26 07:17:42.574926+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 07:17:42.574926+00', '2026-11-26 07:18:40.091596+00', '2026-11-26 07:28:22.855673+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '4735c1d409432fbd6ec8', '2026-11-26', 'C', 1, 'finished', '[["gewerbe-ummelden", 1]]', '2026-11-26 07:11:13.39448+00', '2026-11-26 07:11:13.39448+00', 'kiosk', NULL, NULL, false, '5', NULL, NULL, '2026-11-26 07:11:13.39448+00', '2026-11-26 07:11:46.312905+00', '2026-11-26 07:30:10+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'd79ebeaec54e591fda4a', '2026-11-26', 'A', 7, 'finished', '[["reisepass", 1]]', '2026-11-26 07:28:37.221637+00', '2026-11-26 07:28:37.221637+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 07:28:37.221637+00', '2026-11-26 07:29:24.8248+00', '2026-11-26 07:38:03.132242+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'efebf97094da3465e1c9', '2026-11-26', 'A', 6, 'finished', '[["wohnsitz-anmelden", 1], ["reisepass", 1]]', '2026-11-26 07:24:46.826205+00', '2026-11-26 07:24:46.826205+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:24:46.826205+00', '2026-11-26 07:25:22.566634+00', '2026-11-26 07:39:07.231035+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '2a8fea9e328f452fd538', '2026-11-26', 'A', 9, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 07:34:44.59625+00', '2026-11-26 07:34:44.59625+00', 'kiosk', 'aaQ3H1quH80dNmCZ', '2026-11-26 07:05:00+00', false, '2', NULL, NULL, '2026-11-26 07:34:44.59625+00', '2026-11-26 07:35:39.544129+00', '2026-11-26 07:39:24.518849+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '74ed466c81992ee6430e', '2026-11-26', 'A', 6, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:16:18.7787+00', '2026-11-26 07:16:18.7787+00', 'kiosk', '9LEBeBgbzCcx8OPb', '2026-11-26 07:30:00+00', false, '1', NULL, NULL, '2026-11-26 07:16:18.7787+00', '2026-11-26 07:16:52.541085+00', '2026-11-26 07:39:58.284416+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'b19f549d55fa19ea6743', '2026-11-26', 'A', 8, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:36:24.070146+00', '2026-11-26 07:36:24.070146+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:36:24.070146+00', '2026-11-26 07:37:11.840369+00', '2026-11-26 07:42:56.232059+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '8ed1fd8e880747af0cef', '2026-11-26', 'A', 12, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 07:39:44.303823+00', '2026-11-26 07:39:44.303823+00', 'kiosk', '2O4CPDf1xBomm-_Q', '2026-11-26 07:10:00+00', false, '1', NULL, NULL, '2026-11-26 07:40:25.4069+00', '2026-11-26 07:40:45.178956+00', '2026-11-26 07:44:24.812769+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '916d68b1b00fb899de5e', '2026-11-26', 'B', 3, 'finished', '[["fahrzeug-abmelden", 1]]', '2026-11-26 07:38:19.620182+00', '2026-11-26 07:38:19.620182+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 07:38:19.620182+00', '2026-11-26 07:39:07.231035+00', '2026-11-26 07:44:24.812769+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '308149d14208a4cb6412', '2026-11-26', 'A', 9, 'finished', '[["reisepass", 1]]', '2026-11-26 07:42:38.552426+00', '2026-11-26 07:42:38.552426+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:42:38.552426+00', '2026-11-26 07:43:19.571392+00', '2026-11-26 07:46:20.83924+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '4f54967e6b5eaa0f0eae', '2026-11-26', 'B', 2, 'finished', '[["fahrzeug-adresse", 1]]', '2026-11-26 07:38:03.132242+00', '2026-11-26 07:38:03.132242+00', 'kiosk', NULL, NULL, false, '5', NULL, NULL, '2026-11-26 07:38:03.132242+00', '2026-11-26 07:38:30.940746+00', '2026-11-26 07:49:18.831981+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'a05c2f390a62562f2e09', '2026-11-26', 'A', 11, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 07:48:10.437408+00', '2026-11-26 07:48:10.437408+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 07:48:10.437408+00', '2026-11-26 07:48:49.351306+00', '2026-11-26 07:53:33.561938+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'edfe8ab797f042abb28d', '2026-11-26', 'A', 7, 'finished', '[["reisepass", 2], ["haushaltsbescheinigung", 1]]', '2026-11-26 07:22:19.72327+00', '2026-11-26 07:22:19.72327+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 07:22:19.72327+00', '2026-11-26 07:23:06.801654+00', '2026-11-26 08:00:10+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'b40af62512a8c48d2428', '2026-11-26', 'A', 12, 'finished', '[["personalausweis", 1]]', '2026-11-26 07:52:08.334815+00', '2026-11-26 07:52:08.334815+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:52:08.334815+00', '2026-11-26 07:52:33.116099+00', '2026-11-26 08:03:15.431226+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'ee3106f627f2639ac9eb', '2026-11-26', 'B', 1, 'finished', '[["fahrzeug-adresse", 1]]', '2026-11-26 07:41:34.601729+00', '2026-11-26 07:41:34.601729+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 07:45:06.202469+00', '2026-11-26 07:46:04.508022+00', '2026-11-26 08:08:29.779079+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'c0e1efdedd1d07d46638', '2026-11-26', 'A', 14, 'finished', '[["wohnsitz-anmelden", 1], ["personalausweis", 1]]', '2026-11-26 07:49:59.355438+00', '2026-11-26 07:49:59.355438+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:02:23.37487+00', '2026-11-26 08:02:48.81171+00', '2026-11-26 08:09:58.094728+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '0d81b76ee62967d99c0e', '2026-11-26', 'C', 2, 'finished', '[["gewerbe-anmelden", 1]]', '2026-11-26 07:41:20.812571+00', '2026-11-26 07:41:20.812571+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 07:41:20.812571+00', '2026-11-26 07:41:45.548371+00', '2026-11-26 08:11:40.563809+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'fcc61ab1161e508796df', '2026-11-26', 'A', 16, 'finished', '[["ausweis-verloren", 1]]', '2026-11-26 07:53:56.414137+00', '2026-11-26 07:53:56.414137+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:11:19.588446+00', '2026-11-26 08:12:06.491683+00', '2026-11-26 08:18:49.547253+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '82180c38ae4fc9102576', '2026-11-26', 'A', 10, 'finished', '[["wohnsitz-anmelden", 1], ["personalausweis", 1]]', '2026-11-26 07:47:09.14942+00', '2026-11-26 07:47:09.14942+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:47:09.14942+00', '2026-11-26 07:47:54.22438+00', '2026-11-26 08:25:52.53746+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '4e82ee09c9ab06ccf898', '2026-11-26', 'A', 15, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 07:53:46.391156+00', '2026-11-26 07:53:46.391156+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:10:21.283228+00', '2026-11-26 08:11:04.485625+00', '2026-11-26 08:29:49.33609+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '93c4dfcd295d8ac2dd9b', '2026-11-26', 'B', 4, 'finished', '[["fahrzeug-anmelden", 1]]', '2026-11-26 07:51:41.78152+00', '2026-11-26 07:51:41.78152+00', 'kiosk', 'RU7J2F5wg1PD5C39', '2026-11-26 07:40:00+00', false, '4', NULL, NULL, '2026-11-26 07:51:41.78152+00', '2026-11-26 07:52:08.334815+00', '2026-11-26 08:31:58.257601+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '7230feb7a7ce4fc9cf64', '2026-11-26', 'A', 8, 'finished', '[["personalausweis", 1], ["wohnsitz-anmelden", 3]]', '2026-11-26 07:24:30.838399+00', '2026-11-26 07:24:30.838399+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 07:24:30.838399+00', '2026-11-26 07:25:04.135626+00', '2026-11-26 08:38:17.791075+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'ec5494a4263cfe36888a', '2026-11-26', 'A', 11, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 07:37:11.840369+00', '2026-11-26 07:37:11.840369+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:39:44.303823+00', '2026-11-26 07:40:25.4069+00', '2026-11-26 07:53:56.414137+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '328938d6cc2f5be81105', '2026-11-26', 'A', 13, 'finished', '[["beglaubigung-unterschrift", 1]]', '2026-11-26 07:45:06.202469+00', '2026-11-26 07:45:06.202469+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 07:54:12.893952+00', '2026-11-26 07:55:10+00', '2026-11-26 08:11:04.485625+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '5d38495c7180ef8796e9', '2026-11-26', 'A', 16, 'finished', '[["wohnsitz-abmelden", 1]]', '2026-11-26 08:08:29.779079+00', '2026-11-26 08:08:29.779079+00', 'kiosk', NULL, NULL, false, 'V1', NULL, NULL, '2026-11-26 08:08:29.779079+00', '2026-11-26 08:09:24.646383+00', '2026-11-26 08:13:45.071243+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '2d2dfcb20c8ac0b114c4', '2026-11-26', 'A', 13, 'finished', '[["personalausweis", 2]]', '2026-11-26 07:57:17.562002+00', '2026-11-26 07:57:17.562002+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 07:57:17.562002+00', '2026-11-26 07:57:47.116035+00', '2026-11-26 08:18:30.753442+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '5c39b390e6782a1f556f', '2026-11-26', 'A', 10, 'finished', '[["reisepass", 1]]', '2026-11-26 07:35:51.490067+00', '2026-11-26 07:35:51.490067+00', 'kiosk', 'EdRS-Pmw2xuc6Gux', '2026-11-26 08:00:00+00', false, '1', NULL, NULL, '2026-11-26 08:08:47.957604+00', '2026-11-26 08:09:45.342202+00', '2026-11-26 08:18:49.547253+00', 1, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '7fe98ed7fbb781e381a1', '2026-11-26', 'A', 18, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 07:59:34.880873+00', '2026-11-26 07:59:34.880873+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:19:11.603641+00', '2026-11-26 08:19:34.436237+00', '2026-11-26 08:22:28.633478+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '340bedaddd3ee38b5b1b', '2026-11-26', 'A', 15, 'finished', '[["meldebescheinigung", 1]]', '2026-11-26 08:04:53.878904+00', '2026-11-26 08:04:53.878904+00', 'kiosk', '4jUU-48BLy1QAI7H', '2026-11-26 08:20:00+00', false, '2', NULL, NULL, '2026-11-26 08:04:53.878904+00', '2026-11-26 08:05:33.531491+00', '2026-11-26 08:23:52.766364+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '43de41404e874653d892', '2026-11-26', 'C', 3, 'finished', '[["gewerbe-ummelden", 1]]', '2026-11-26 08:02:48.81171+00', '2026-11-26 08:02:48.81171+00', 'kiosk', 'jo7xZ_hqEH5OAdCz', '2026-11-26 08:00:00+00', false, '5', NULL, NULL, '2026-11-26 08:02:48.81171+00', '2026-11-26 08:03:39.299836+00', '2026-11-26 08:25:28.479325+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'fe795d00d014be94b705', '2026-11-26', 'B', 5, 'finished', '[["internationaler-fuehrerschein", 1]]', '2026-11-26 08:10:48.83202+00', '2026-11-26 08:10:48.83202+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 08:18:49.547253+00', '2026-11-26 08:19:34.436237+00', '2026-11-26 08:25:42.426581+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '42cdfddb4b1d7c801bae', '2026-11-26', 'A', 19, 'finished', '[["beglaubigung-dokumente", 1]]', '2026-11-26 08:01:05.265594+00', '2026-11-26 08:01:05.265594+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:23:15.847882+00', '2026-11-26 08:24:10.578195+00', '2026-11-26 08:34:33.891418+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '341cfe21b86a9e648796', '2026-11-26', 'A', 14, 'finished', '[["auskunftssperre", 1]]', '2026-11-26 08:00:35.446962+00', '2026-11-26 08:00:35.446962+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 08:12:25.788606+00', '2026-11-26 08:13:05.571126+00', '2026-11-26 08:34:33.891418+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '4652f83cbdd2cfafb321', '2026-11-26', 'A', 17, 'finished', '[["reisepass", 1]]', '2026-11-26 08:11:04.485625+00', '2026-11-26 08:11:04.485625+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:24:10.578195+00', '2026-11-26 08:24:47.253634+00', '2026-11-26 08:34:59.166553+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '56d9d851e23ccd2bf39f', '2026-11-26', 'A', 20, 'serving', '[["personalausweis", 2], ["reisepass", 2]]', '2026-11-26 08:33:30.687729+00', '2026-11-26 08:33:30.687729+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 08:34:59.166553+00', '2026-11-26 08:35:42.862414+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '98faf89aa53ef0dce583', '2026-11-26', 'A', 20, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 08:02:23.37487+00', '2026-11-26 08:02:23.37487+00', 'kiosk', 'dLYeo9wJx_1HtdLD', '2026-11-26 08:30:00+00', false, '4', NULL, NULL, '2026-11-26 08:30:10+00', '2026-11-26 08:31:07.310693+00', '2026-11-26 08:36:21.358082+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '29c0f665b69cec9b3582', '2026-11-26', 'A', 18, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 08:20:53.643297+00', '2026-11-26 08:20:53.643297+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 08:25:52.53746+00', '2026-11-26 08:26:20.536189+00', '2026-11-26 08:39:24.079177+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '9a538f5f67e8dd285d3b', '2026-11-26', 'A', 22, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 08:34:33.891418+00', '2026-11-26 08:34:33.891418+00', 'kiosk', NULL, NULL, false, 'V1', NULL, NULL, '2026-11-26 08:34:33.891418+00', '2026-11-26 08:35:20.273708+00', '2026-11-26 08:40:10+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '146f8b433d5f767e7d7a', '2026-11-26', 'A', 17, 'finished', '[["fuehrungszeugnis", 1], ["meldebescheinigung", 1]]', '2026-11-26 07:58:27.516694+00', '2026-11-26 07:58:27.516694+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 08:19:11.603641+00', '2026-11-26 08:19:34.436237+00', '2026-11-26 08:42:01.964201+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'a903a71eb37e2b9e3597', '2026-11-26', 'A', 23, 'serving', '[["personalausweis", 2], ["wohnsitz-anmelden", 1]]', '2026-11-26 08:09:58.094728+00', '2026-11-26 08:09:58.094728+00', 'kiosk', NULL, NULL, false, '1', NULL, NULL, '2026-11-26 08:42:47.851484+00', '2026-11-26 08:43:18.549985+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL);
INSERT INTO public.visit VALUES
	('rathaus', 'e3adad664f2f72e789fb', '2026-11-26', 'A', 19, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 08:21:11.953529+00', '2026-11-26 08:21:11.953529+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 08:26:20.536189+00', '2026-11-26 08:26:44.730091+00', '2026-11-26 08:44:18.383912+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'ad5ce5f585304ced1f74', '2026-11-26', 'A', 30, 'waiting', '[["wohnsitz-anmelden", 1]]', '2026-11-26 08:46:39.577729+00', '2026-11-26 08:46:39.577729+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'aa196051a88e3d5a9163', '2026-11-26', 'A', 22, 'finished', '[["beglaubigung-unterschrift", 1]]', '2026-11-26 08:06:28.989695+00', '2026-11-26 08:06:28.989695+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:36:35.661723+00', '2026-11-26 08:37:35.378169+00', '2026-11-26 08:48:17.142084+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '73d450ceabb7c1e2a989', '2026-11-26', 'A', 24, 'finished', '[["meldebescheinigung", 1]]', '2026-11-26 08:40:10+00', '2026-11-26 08:40:10+00', 'kiosk', NULL, NULL, false, 'V1', NULL, NULL, '2026-11-26 08:40:46.024465+00', '2026-11-26 08:41:15.044832+00', '2026-11-26 08:52:07.38171+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'fc13b45f2f6ce9e6b9d0', '2026-11-26', 'A', 27, 'finished', '[["vorlaeufiger-reisepass", 1]]', '2026-11-26 08:38:17.791075+00', '2026-11-26 08:38:17.791075+00', 'kiosk', NULL, NULL, true, '3', NULL, NULL, '2026-11-26 08:38:49.264405+00', '2026-11-26 08:39:24.079177+00', '2026-11-26 08:53:53.572858+00', 0, 0, 'de', NULL, NULL, NULL, '["wheelchair"]', NULL, NULL),
	('rathaus', '8708c024e03f648e5f8f', '2026-11-26', 'A', 25, 'finished', '[["fundsache", 1]]', '2026-11-26 08:43:44.353671+00', '2026-11-26 08:43:44.353671+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:43:44.353671+00', '2026-11-26 08:44:18.383912+00', '2026-11-26 08:55:10+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'e147ea431a915200e148', '2026-11-26', 'A', 23, 'finished', '[["personalausweis", 1]]', '2026-11-26 08:38:29.267046+00', '2026-11-26 08:38:29.267046+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 08:39:44.795752+00', '2026-11-26 08:40:27.445865+00', '2026-11-26 08:55:52.635677+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'dffbe824dba113fc939b', '2026-11-26', 'A', 24, 'finished', '[["personalausweis", 1]]', '2026-11-26 08:12:52.184264+00', '2026-11-26 08:12:52.184264+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:48:55.04689+00', '2026-11-26 08:49:22.957537+00', '2026-11-26 08:57:08.440006+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '8183dad242f8a7f97228', '2026-11-26', 'A', 25, 'serving', '[["personalausweis", 1], ["wohnsitz-anmelden", 1]]', '2026-11-26 08:36:35.661723+00', '2026-11-26 08:36:35.661723+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:57:34.834706+00', '2026-11-26 08:58:23.903508+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '4b72f8278b2832eb3076', '2026-11-26', 'C', 4, 'finished', '[["gewerbe-anmelden", 1]]', '2026-11-26 08:40:46.024465+00', '2026-11-26 08:40:46.024465+00', 'kiosk', NULL, NULL, false, '5', NULL, NULL, '2026-11-26 08:40:46.024465+00', '2026-11-26 08:41:15.044832+00', '2026-11-26 09:04:09.338806+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'e753eacfb2993e376130', '2026-11-26', 'B', 2, 'finished', '[["bewohnerparkausweis", 1]]', '2026-11-26 08:35:10+00', '2026-11-26 08:35:10+00', 'kiosk', 'UTDHcfGMzEVNHdmX', '2026-11-26 08:00:00+00', false, '3', NULL, NULL, '2026-11-26 08:54:23.035299+00', '2026-11-26 08:54:56.047896+00', '2026-11-26 09:04:34.41003+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '076a2f09a4a7220087a2', '2026-11-26', 'A', 21, 'finished', '[["reisepass", 2]]', '2026-11-26 08:04:33.073878+00', '2026-11-26 08:04:33.073878+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:34:59.166553+00', '2026-11-26 08:35:20.273708+00', '2026-11-26 09:10:36.949784+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '34e8d7aae0e5d4902292', '2026-11-26', 'A', 28, 'serving', '[["meldebescheinigung", 2]]', '2026-11-26 08:41:38.735414+00', '2026-11-26 08:41:38.735414+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 09:11:07.45858+00', '2026-11-26 09:11:28.919097+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'c092f06e13be471d4117', '2026-11-26', 'A', 26, 'finished', '[["ausweis-verloren", 1]]', '2026-11-26 08:38:02.281584+00', '2026-11-26 08:38:02.281584+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 09:04:59.663697+00', '2026-11-26 09:05:43.971588+00', '2026-11-26 09:13:28.385121+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '2f102eca3247c5fcb1b3', '2026-11-26', 'A', 29, 'finished', '[["wohnsitz-abmelden", 1]]', '2026-11-26 08:41:38.735414+00', '2026-11-26 08:41:38.735414+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 09:13:45.414712+00', '2026-11-26 09:14:40.268443+00', '2026-11-26 09:18:53.947161+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '57eb7b5fc900ebd8301e', '2026-11-26', 'A', 21, 'finished', '[["wohnsitz-anmelden", 1]]', '2026-11-26 08:34:17.226002+00', '2026-11-26 08:34:17.226002+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:35:32.092415+00', '2026-11-26 08:35:59.442129+00', '2026-11-26 08:47:57.1167+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '04e175c7f99f4418de6f', '2026-11-26', 'A', 27, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 08:48:35.598537+00', '2026-11-26 08:48:35.598537+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:48:35.598537+00', '2026-11-26 08:48:55.04689+00', '2026-11-26 08:54:23.035299+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'd4df9f127748c1245b41', '2026-11-26', 'A', 29, 'serving', '[["lebensbescheinigung", 2]]', '2026-11-26 08:55:52.635677+00', '2026-11-26 08:55:52.635677+00', 'kiosk', NULL, NULL, false, 'V1', NULL, NULL, '2026-11-26 08:55:52.635677+00', '2026-11-26 08:56:32.256292+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'b38d610820523b4b829c', '2026-11-26', 'A', 28, 'finished', '[["personalausweis", 1]]', '2026-11-26 08:51:28.53048+00', '2026-11-26 08:51:28.53048+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 08:54:56.047896+00', '2026-11-26 08:55:52.635677+00', '2026-11-26 09:00:10+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '340b6bc00f479d9e24ec', '2026-11-26', 'A', 26, 'finished', '[["wohnsitz-abmelden", 1]]', '2026-11-26 08:43:44.353671+00', '2026-11-26 08:43:44.353671+00', 'kiosk', 'fc4yVf8pgIzm5tWS', '2026-11-26 08:55:00+00', false, '3', NULL, NULL, '2026-11-26 08:44:42.177043+00', '2026-11-26 08:45:28.693974+00', '2026-11-26 09:01:04.881305+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '6d941c8d15731007bdb9', '2026-11-26', 'A', 32, 'waiting', '[["reisepass", 1]]', '2026-11-26 09:01:04.881305+00', '2026-11-26 09:01:04.881305+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '7c7ea60f12a1b4cbd6e5', '2026-11-26', 'A', 33, 'waiting', '[["personalausweis", 1]]', '2026-11-26 09:02:19.724717+00', '2026-11-26 09:02:19.724717+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'f22d862d1273383433a0', '2026-11-26', 'B', 6, 'finished', '[["fahrzeug-adresse", 1]]', '2026-11-26 08:51:28.53048+00', '2026-11-26 08:51:28.53048+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 08:55:36.706626+00', '2026-11-26 08:56:14.832813+00', '2026-11-26 09:04:45.708973+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'bc43e6868e9017f2852c', '2026-11-26', 'A', 34, 'waiting', '[["wohnsitz-anmelden", 1], ["personalausweis", 2]]', '2026-11-26 09:13:45.414712+00', '2026-11-26 09:13:45.414712+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'e04090982b6a3614e649', '2026-11-26', 'B', 7, 'finished', '[["bewohnerparkausweis", 1]]', '2026-11-26 08:53:53.572858+00', '2026-11-26 08:53:53.572858+00', 'kiosk', NULL, NULL, false, '6', NULL, NULL, '2026-11-26 08:56:14.832813+00', '2026-11-26 08:56:32.256292+00', '2026-11-26 09:14:06.097613+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'c00f44be9c4a3558b67c', '2026-11-26', 'A', 31, 'finished', '[["reisepass", 1]]', '2026-11-26 09:09:51.113237+00', '2026-11-26 09:09:51.113237+00', 'kiosk', NULL, NULL, false, '3', NULL, NULL, '2026-11-26 09:09:51.113237+00', '2026-11-26 09:10:25.455857+00', '2026-11-26 09:14:40.268443+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'fd7001295899c417c066', '2026-11-26', 'A', 30, 'finished', '[["fuehrungszeugnis", 1]]', '2026-11-26 09:06:33.565118+00', '2026-11-26 09:06:33.565118+00', 'kiosk', NULL, NULL, false, '2', NULL, NULL, '2026-11-26 09:06:33.565118+00', '2026-11-26 09:07:07.433431+00', '2026-11-26 09:14:40.268443+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'd208b401f5a1454cc7b2', '2026-11-26', 'A', 35, 'waiting', '[["fuehrungszeugnis", 2]]', '2026-11-26 09:16:29.678104+00', '2026-11-26 09:16:29.678104+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'd5ac875a2cc1b1887dd4', '2026-11-26', 'B', 8, 'finished', '[["fahrzeug-anmelden", 1]]', '2026-11-26 09:03:52.043317+00', '2026-11-26 09:03:52.043317+00', 'kiosk', NULL, NULL, false, '4', NULL, NULL, '2026-11-26 09:05:25.335739+00', '2026-11-26 09:06:07.553174+00', '2026-11-26 09:16:55.877261+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', '0e3ac23b5b4ee4870d05', '2026-11-26', 'A', 36, 'waiting', '[["wohnsitz-anmelden", 1]]', '2026-11-26 09:17:23.599186+00', '2026-11-26 09:17:23.599186+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '0b1429fe827d22ee57ed', '2026-11-26', 'C', 5, 'finished', '[["gewerbe-ummelden", 1]]', '2026-11-26 08:47:57.1167+00', '2026-11-26 08:47:57.1167+00', 'kiosk', '49_8JIzB6gKWF6lv', '2026-11-26 08:45:00+00', false, '5', NULL, NULL, '2026-11-26 09:04:34.41003+00', '2026-11-26 09:04:59.663697+00', '2026-11-26 09:19:35.54179+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('nordstadt', 'c7abd461a7b6c641b2bc', '2026-11-26', 'A', 31, 'serving', '[["melderegisterauskunft", 1]]', '2026-11-26 08:59:53.672767+00', '2026-11-26 08:59:53.672767+00', 'kiosk', 'LGG49eV-5MHEqA_X', '2026-11-26 09:20:00+00', false, '3', NULL, NULL, '2026-11-26 09:19:35.54179+00', '2026-11-26 09:19:59.823288+00', NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '36579e5c2ae6ed8274cd', '2026-11-26', 'C', 6, 'called', '[["gewerbe-anmelden", 1]]', '2026-11-26 09:19:48.183865+00', '2026-11-26 09:19:48.183865+00', 'kiosk', NULL, NULL, true, '5', NULL, NULL, '2026-11-26 09:19:59.823288+00', NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, '["wheelchair"]', NULL, NULL),
	('nordstadt', '8b752fa0e46b56678eac', '2026-11-26', 'A', 37, 'waiting', '[["wohnsitz-anmelden", 1]]', '2026-11-26 09:19:59.823288+00', '2026-11-26 09:19:59.823288+00', 'kiosk', '376PRNXLtMm6lLWM', '2026-11-26 09:45:00+00', false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '5e5d48e8f0f05927bb32', '2026-11-26', 'A', 32, 'parked', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '59e5baa45780653410b0', '2026-11-26', 'A', 33, 'transferred', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, '2026-11-26 09:20:00+00', 0, 0, 'de', 'nordstadt', '787ba0a4ca521538be7a', NULL, 'null', NULL, NULL),
	('nordstadt', '787ba0a4ca521538be7a', '2026-11-26', 'A', 38, 'waiting', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '436264aa365662a354cc', '2026-11-26', 'A', 36, 'waiting', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, NULL, 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', '8a6e27272ac6a13081ee', '2026-11-26', 'A', 35, 'left', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, NULL, NULL, NULL, NULL, NULL, '2026-11-26 09:20:00+00', 0, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL),
	('rathaus', 'e1b997cf03034c9e7091', '2026-11-26', 'A', 34, 'missed', '[["personalausweis", 1]]', '2026-11-26 09:20:00+00', '2026-11-26 09:20:00+00', 'kiosk', NULL, NULL, false, '7', NULL, NULL, '2026-11-26 09:20:00+00', NULL, '2026-11-26 09:20:00+00', 1, 0, 'de', NULL, NULL, NULL, 'null', NULL, NULL);


--
-- Name: alembic_version alembic_version_pkc; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);


--
-- Name: counter_seat one_counter_per_person; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter_seat
    ADD CONSTRAINT one_counter_per_person UNIQUE (user_id);


--
-- Name: visit one_number_per_day; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT one_number_per_day UNIQUE (office_id, date, ticket_group, ordinal);


--
-- Name: appointment pk_appointment; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT pk_appointment PRIMARY KEY (office_id, id);


--
-- Name: closure pk_closure; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.closure
    ADD CONSTRAINT pk_closure PRIMARY KEY (office_id, first, last);


--
-- Name: counter pk_counter; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT pk_counter PRIMARY KEY (office_id, id);


--
-- Name: counter_seat pk_counter_seat; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter_seat
    ADD CONSTRAINT pk_counter_seat PRIMARY KEY (office_id, counter_id);


--
-- Name: device pk_device; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT pk_device PRIMARY KEY (office_id, id);


--
-- Name: erasure pk_erasure; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT pk_erasure PRIMARY KEY (office_id, at, kind);


--
-- Name: idempotency pk_idempotency; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT pk_idempotency PRIMARY KEY (caller, path, key);


--
-- Name: office pk_office; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office
    ADD CONSTRAINT pk_office PRIMARY KEY (id);


--
-- Name: office_day pk_office_day; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office_day
    ADD CONSTRAINT pk_office_day PRIMARY KEY (office_id, date);


--
-- Name: office_service pk_office_service; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office_service
    ADD CONSTRAINT pk_office_service PRIMARY KEY (office_id, service_id);


--
-- Name: opening_rule pk_opening_rule; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_rule
    ADD CONSTRAINT pk_opening_rule PRIMARY KEY (office_id, "position");


--
-- Name: outbox pk_outbox; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT pk_outbox PRIMARY KEY (office_id, date, seq);


--
-- Name: personal_token pk_personal_token; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.personal_token
    ADD CONSTRAINT pk_personal_token PRIMARY KEY (key);


--
-- Name: rate_limit pk_rate_limit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rate_limit
    ADD CONSTRAINT pk_rate_limit PRIMARY KEY (key);


--
-- Name: rehearsal pk_rehearsal; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.rehearsal
    ADD CONSTRAINT pk_rehearsal PRIMARY KEY (id);


--
-- Name: service pk_service; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.service
    ADD CONSTRAINT pk_service PRIMARY KEY (id);


--
-- Name: session pk_session; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT pk_session PRIMARY KEY (key);


--
-- Name: shift pk_shift; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT pk_shift PRIMARY KEY (office_id, id);


--
-- Name: staff_member pk_staff_member; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_member
    ADD CONSTRAINT pk_staff_member PRIMARY KEY (office_id, id);


--
-- Name: tenant pk_tenant; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.tenant
    ADD CONSTRAINT pk_tenant PRIMARY KEY (id);


--
-- Name: ticket_series pk_ticket_series; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_series
    ADD CONSTRAINT pk_ticket_series PRIMARY KEY (office_id, date, ticket_group);


--
-- Name: user pk_user; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."user"
    ADD CONSTRAINT pk_user PRIMARY KEY (id);


--
-- Name: user_office pk_user_office; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_office
    ADD CONSTRAINT pk_user_office PRIMARY KEY (user_id, office_id);


--
-- Name: visit pk_visit; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT pk_visit PRIMARY KEY (office_id, id);


--
-- Name: device uq_device_key; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT uq_device_key UNIQUE (key);


--
-- Name: user uq_user_name; Type: CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."user"
    ADD CONSTRAINT uq_user_name UNIQUE (name);


--
-- Name: ix_appointment_day; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_appointment_day ON public.appointment USING btree (office_id, date);


--
-- Name: ix_appointment_hold; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_appointment_hold ON public.appointment USING btree (hold_expires_at) WHERE ((state)::text = 'held'::text);


--
-- Name: ix_appointment_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_appointment_id ON public.appointment USING btree (id);


--
-- Name: ix_idempotency_created_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_idempotency_created_at ON public.idempotency USING btree (created_at);


--
-- Name: ix_office_service_service_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_office_service_service_id ON public.office_service USING btree (service_id);


--
-- Name: ix_office_tenant_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_office_tenant_id ON public.office USING btree (tenant_id);


--
-- Name: ix_personal_token_user_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_personal_token_user_id ON public.personal_token USING btree (user_id);


--
-- Name: ix_rate_limit_window_at; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_rate_limit_window_at ON public.rate_limit USING btree (window_at);


--
-- Name: ix_session_user_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_session_user_id ON public.session USING btree (user_id);


--
-- Name: ix_shift_office_staff_date; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_shift_office_staff_date ON public.shift USING btree (office_id, staff_id, date);


--
-- Name: ix_user_tenant_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_user_tenant_id ON public."user" USING btree (tenant_id);


--
-- Name: ix_visit_here; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_visit_here ON public.visit USING btree (office_id, date) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'called'::character varying, 'serving'::character varying, 'parked'::character varying, 'missed'::character varying])::text[]));


--
-- Name: ix_visit_id; Type: INDEX; Schema: public; Owner: -
--

CREATE INDEX ix_visit_id ON public.visit USING btree (id);


--
-- Name: one_open_appointment_per_code; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_open_appointment_per_code ON public.appointment USING btree (office_id, booking_code) WHERE (((state)::text = ANY ((ARRAY['held'::character varying, 'confirmed'::character varying, 'checked_in'::character varying])::text[])) AND (erased_at IS NULL));


--
-- Name: one_visit_per_appointment; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_visit_per_appointment ON public.visit USING btree (office_id, appointment_id) WHERE (appointment_id IS NOT NULL);


--
-- Name: one_visit_per_counter; Type: INDEX; Schema: public; Owner: -
--

CREATE UNIQUE INDEX one_visit_per_counter ON public.visit USING btree (office_id, counter_id) WHERE ((state)::text = ANY ((ARRAY['called'::character varying, 'serving'::character varying])::text[]));


--
-- Name: appointment fk_appointment_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.appointment
    ADD CONSTRAINT fk_appointment_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: closure fk_closure_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.closure
    ADD CONSTRAINT fk_closure_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: counter fk_counter_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter
    ADD CONSTRAINT fk_counter_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: counter_seat fk_counter_seat_user_id_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter_seat
    ADD CONSTRAINT fk_counter_seat_user_id_user FOREIGN KEY (user_id) REFERENCES public."user"(id);


--
-- Name: device fk_device_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.device
    ADD CONSTRAINT fk_device_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: erasure fk_erasure_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.erasure
    ADD CONSTRAINT fk_erasure_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: office_day fk_office_day_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office_day
    ADD CONSTRAINT fk_office_day_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: office_service fk_office_service_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office_service
    ADD CONSTRAINT fk_office_service_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: office_service fk_office_service_service_id_service; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office_service
    ADD CONSTRAINT fk_office_service_service_id_service FOREIGN KEY (service_id) REFERENCES public.service(id);


--
-- Name: office fk_office_tenant_id_tenant; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.office
    ADD CONSTRAINT fk_office_tenant_id_tenant FOREIGN KEY (tenant_id) REFERENCES public.tenant(id);


--
-- Name: opening_rule fk_opening_rule_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.opening_rule
    ADD CONSTRAINT fk_opening_rule_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: outbox fk_outbox_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.outbox
    ADD CONSTRAINT fk_outbox_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: personal_token fk_personal_token_user_id_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.personal_token
    ADD CONSTRAINT fk_personal_token_user_id_user FOREIGN KEY (user_id) REFERENCES public."user"(id);


--
-- Name: counter_seat fk_seat_counter; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.counter_seat
    ADD CONSTRAINT fk_seat_counter FOREIGN KEY (office_id, counter_id) REFERENCES public.counter(office_id, id);


--
-- Name: session fk_session_user_id_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.session
    ADD CONSTRAINT fk_session_user_id_user FOREIGN KEY (user_id) REFERENCES public."user"(id);


--
-- Name: shift fk_shift_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT fk_shift_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: shift fk_shift_staff; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.shift
    ADD CONSTRAINT fk_shift_staff FOREIGN KEY (office_id, staff_id) REFERENCES public.staff_member(office_id, id);


--
-- Name: staff_member fk_staff_member_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.staff_member
    ADD CONSTRAINT fk_staff_member_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: ticket_series fk_ticket_series_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.ticket_series
    ADD CONSTRAINT fk_ticket_series_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: user_office fk_user_office_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_office
    ADD CONSTRAINT fk_user_office_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- Name: user_office fk_user_office_user_id_user; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.user_office
    ADD CONSTRAINT fk_user_office_user_id_user FOREIGN KEY (user_id) REFERENCES public."user"(id);


--
-- Name: user fk_user_tenant_id_tenant; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public."user"
    ADD CONSTRAINT fk_user_tenant_id_tenant FOREIGN KEY (tenant_id) REFERENCES public.tenant(id);


--
-- Name: visit fk_visit_office_id_office; Type: FK CONSTRAINT; Schema: public; Owner: -
--

ALTER TABLE ONLY public.visit
    ADD CONSTRAINT fk_visit_office_id_office FOREIGN KEY (office_id) REFERENCES public.office(id);


--
-- PostgreSQL database dump complete
--


